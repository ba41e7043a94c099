namespace Assay.Cli.Tests.Conventions;

public class UsageCheckTests
{
    [Theory]
    [InlineData("prob m --out x", "'prob' is not a command; did you mean probe?")]
    [InlineData("nothing", "'nothing' is not a command: give one of probe, group.")]
    [InlineData("group", "what should it do? Give one of probe.")]
    [InlineData("--jsno", "--jsno is not an option here; did you mean --json?")]
    [InlineData("probe --out x", "MODEL is missing: the model to open.")]
    [InlineData("probe m", "--out is missing: add --out FILE.")]
    [InlineData("probe m --out", "--out needs a value: --out FILE.")]
    [InlineData("probe m --out --fast", "--out needs a value: --out FILE.")]
    [InlineData("probe m --out x --out y", "--out was given more than once: give it once.")]
    [InlineData("probe m --out x --tpo 5", "--tpo is not an option; did you mean --top?")]
    [InlineData("probe m --out x --tpo=5", "--tpo is not an option; did you mean --top?")]
    [InlineData("probe m --out x --zzzzzz 5", "--zzzzzz is not an option of this command.")]
    [InlineData("probe m --out x --top 0", "--top 0: give a whole number from 1 to 100.")]
    [InlineData("probe m --out x --top 101", "--top 101: give a whole number from 1 to 100.")]
    [InlineData("probe m --out x --top -3", "--top -3: give a whole number from 1 to 100.")]
    [InlineData("probe m --out x --top ten", "--top ten: give a whole number from 1 to 100.")]
    [InlineData("probe m --out x --top 1.5", "--top 1.5: give a whole number from 1 to 100.")]
    [InlineData("probe m --out x --rate 0,5", "--rate 0,5: give a number from 0 to 1, with a point for decimals.")]
    [InlineData("probe m --out x --rate NaN", "--rate NaN: give a number from 0 to 1, with a point for decimals.")]
    [InlineData("probe m --out x --side right", "--side right: give one of both, left.")]
    [InlineData("probe m --out x --seed -1", "--seed -1: give a whole number from 0 to 9223372036854775807.")]
    [InlineData("probe m --out x --threads 0", "--threads 0: give a whole number from 1 to 4096.")]
    [InlineData("probe m --out x --fast --fast", "--fast was given more than once: give it once.")]
    [InlineData("probe m --out x --files", "--files needs a value: --files FILE.")]
    public void WrongUsage_IsOneSentenceAndExitCodeTwo(string line, string sentence)
    {
        var ran = false;
        var run = ProbeCommand.RunWith((_, _) => ran = true, line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Results);
        Assert.StartsWith($"assay: {sentence} (assay", run.Messages, StringComparison.Ordinal);
        Assert.EndsWith("--help shows how.)\n", run.Messages, StringComparison.Ordinal);
        Assert.False(ran);
    }

    [Fact]
    public void TooManyArguments_AreNamed()
    {
        var run = CommandRun.OfAssay("completion", "bash", "zsh");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("assay: 'zsh' is one argument too many", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void WordsAfterTwoDashes_MayBeginWithADash()
    {
        IReadOnlyList<string> words = [];
        var run = ProbeCommand.RunWith((probe, context) => words = probe.Words.Values(context.Parsed), "probe", "m", "--out", "x", "--", "--word", "-x");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["--word", "-x"], words);
    }

    [Fact]
    public void ADashAlone_NegativeNumbersAndAtSigns_AreWords()
    {
        IReadOnlyList<string> words = [];
        var run = ProbeCommand.RunWith((probe, context) => words = probe.Words.Values(context.Parsed), "probe", "m", "-", "-1", "@file", "--out", "-");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["-", "-1", "@file"], words);
    }
}
