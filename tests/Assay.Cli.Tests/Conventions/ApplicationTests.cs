using Assay.Cli.Conventions;
using Assay.Core.Errors;

namespace Assay.Cli.Tests.Conventions;

public class ApplicationTests
{
    private static readonly string[] _line = ["probe", "m", "--out", "x"];

    [Fact]
    public void NormalEnd_IsExitCodeZero()
    {
        var run = ProbeCommand.RunWith((_, context) => context.Console.Line("done"), _line);
        Assert.Equal(new CommandRun(0, "done\n", ""), run);
    }

    [Fact]
    public void InputException_IsItsSentenceAndExitCodeTwo()
    {
        var run = ProbeCommand.RunWith((_, _) => throw new InputException("m, byte 8: not a model; give another"), _line);
        Assert.Equal(new CommandRun(2, "", "assay: m, byte 8: not a model; give another\n"), run);
    }

    [Fact]
    public void InputExceptionFromAThread_IsExitCodeTwo()
    {
        var run = ProbeCommand.RunWith((_, _) => throw new AggregateException(new InputException("bad")), _line);
        Assert.Equal(new CommandRun(2, "", "assay: bad\n"), run);
    }

    [Fact]
    public void Cancellation_IsExitCode130()
    {
        var run = ProbeCommand.RunWith((_, _) => throw new OperationCanceledException(), _line);
        Assert.Equal(new CommandRun(130, "", "assay: interrupted\n"), run);
    }

    [Fact]
    public void UnexpectedFailure_IsOneSentenceWithoutStackTrace()
    {
        var run = ProbeCommand.RunWith((_, _) => throw new InvalidOperationException("first\nsecond"), _line);
        Assert.Equal(new CommandRun(1, "", "assay: first second (InvalidOperationException; --verbose shows where)\n"), run);
    }

    [Fact]
    public void UnexpectedFailure_WithVerbose_ShowsWhere()
    {
        var run = ProbeCommand.RunWith((_, _) => throw new InvalidOperationException("x"), [.. _line, "--verbose"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(nameof(UnexpectedFailure_WithVerbose_ShowsWhere), run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void OutOfMemory_SaysWhatToDo()
    {
        var run = ProbeCommand.RunWith((_, _) => throw new InsufficientMemoryException(), _line);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("assay: out of memory: use fewer words", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void CommonOptions_ReachTheCommand()
    {
        ulong seed = 0;
        var threads = 0;
        ProbeCommand.RunWith((_, context) => (seed, threads) = (context.Seed, context.Threads), [.. _line, "--seed", "9223372036854775807", "--threads", "3"]);
        Assert.Equal((9223372036854775807UL, 3), (seed, threads));
    }

    [Fact]
    public void Defaults_AreSeedOneAndAllCores()
    {
        ulong seed = 0;
        var threads = 0;
        ProbeCommand.RunWith((_, context) => (seed, threads) = (context.Seed, context.Threads), _line);
        Assert.Equal(1UL, seed);
        Assert.InRange(threads, 1, Environment.ProcessorCount);
    }

    [Fact]
    public void Json_IsOneObjectAndDropsTheText()
    {
        var run = ProbeCommand.RunWith(
            (_, context) =>
            {
                context.Console.Line("for people");
                context.Console.Note("a note");
                context.Console.Answer(json => json.WriteString("word", "naïve \"日本\""), () => context.Console.Line("text"));
            },
            [.. _line, "--json"]);
        Assert.Equal(new CommandRun(0, """{"word":"naïve \"日本\""}""" + "\n", "a note\n"), run);
    }

    [Fact]
    public void Quiet_DropsNotesAndProgressButNotTheAnswer()
    {
        var run = ProbeCommand.RunWith(
            (_, context) =>
            {
                context.Console.Note("a note");
                var handedProgress = context.Console.Track(progress => progress is not null);
                context.Console.Line(handedProgress ? "progress" : "no progress");
            },
            [.. _line, "--quiet"]);
        Assert.Equal(new CommandRun(0, "no progress\n", ""), run);
    }

    [Fact]
    public void Version_IsPrintedAndNotAnOptionOfCommands()
    {
        var run = CommandRun.OfAssay("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^assay \d+\.\d+\.\d+\S*\n$", run.Results);
        Assert.Equal(2, ProbeCommand.RunWith(null, [.. _line, "--version"]).ExitCode);
    }
}
