using Assay.Cli.Conventions;

namespace Assay.Cli.Tests.Conventions;

public class HelpPageTests
{
    [Fact]
    public void Help_ShowsUsageExamplesArgumentsAndDefaults()
    {
        var run = ProbeCommand.RunWith(null, "probe", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """
            Probe the conventions.

            Usage
              assay probe MODEL [WORD…] --out FILE [options]

            Examples
              assay probe m.safetensors king --out x
                  Probes king.

            Arguments
              MODEL     The model to open.
              [WORD…]   Words to look up.

            """.ReplaceLineEndings("\n"),
            run.Results[..run.Results.IndexOf("\nOptions\n", StringComparison.Ordinal)]);
        Assert.Contains("  --top N            How many. Default: 10.\n", run.Results, StringComparison.Ordinal);
        Assert.Contains("  --side both|left   Which side. Default: both.\n", run.Results, StringComparison.Ordinal);
        Assert.Contains("  --out FILE         Where to write. Required.\n", run.Results, StringComparison.Ordinal);
        Assert.Contains("  --fast             Be fast.\n", run.Results, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_WinsOverWrongUsage() => Assert.Equal(0, ProbeCommand.RunWith(null, "probe", "-h").ExitCode);

    [Fact]
    public void HelpOfAGroup_ListsItsCommands() =>
        Assert.Contains("  probe   Probe the conventions.\n", ProbeCommand.RunWith(null, "group", "--help").Results, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(AllPaths))]
    public void EveryPage_FitsItsWidth_AndEveryCommandHasAnExample(string path)
    {
        var run = CommandRun.OfAssay([.. path.Split(' ').Skip(1), "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"  {path}", run.Results, StringComparison.Ordinal);
        Assert.All(run.Results.Split('\n'), line => Assert.True(line.Length <= 100 || line.StartsWith("  assay", StringComparison.Ordinal), line));
        if (Leaf(path) is not CommandDescription) return;
        Assert.Contains("\nExamples\n", run.Results, StringComparison.Ordinal);
    }

    /// <summary>An example that no longer parses misleads; every one is parsed here.</summary>
    [Theory]
    [MemberData(nameof(AllExamples))]
    public void EveryExample_Parses(string line)
    {
        var words = line.Split(' ');
        var start = Array.FindIndex(words, word => word is "assay" or "<(assay");
        var arguments = words[(start + 1)..].TakeWhile(word => word is not (">" or "|")).Select(word => word.TrimEnd(')')).ToArray();
        var tree = new CommandTree(Catalogue.Root);
        var parsed = tree.Parse(arguments);
        Assert.IsAssignableFrom<CommandDescription>(tree.Node(parsed));
        Assert.Null(UsageCheck.Problem(parsed, tree.Node(parsed)));
    }

    public static IEnumerable<TheoryDataRow<string>> AllPaths() => Walk(Catalogue.Root, "assay").Select(entry => new TheoryDataRow<string>(entry.Path));

    public static IEnumerable<TheoryDataRow<string>> AllExamples() =>
        Walk(Catalogue.Root, "assay").SelectMany(entry => entry.Node.Examples).Select(example => new TheoryDataRow<string>(example.Line)).DistinctBy(row => row.Data);

    private static CommandNode Leaf(string path) => Walk(Catalogue.Root, "assay").Single(entry => entry.Path == path).Node;

    private static IEnumerable<(string Path, CommandNode Node)> Walk(CommandNode node, string path) =>
        [(path, node), .. node is CommandGroup group ? group.Children.SelectMany(child => Walk(child, $"{path} {child.Name}")) : []];
}
