using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Cli.Options;

namespace Assay.Cli.Conventions;

/// <summary>The whole command line as the parser knows it, and the way back from a parsed command to its description.</summary>
internal sealed class CommandTree
{
    // No @response files (a word may begin with @) and no bundling: our short options are few.
    private static readonly ParserConfiguration _configuration = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private readonly Dictionary<Command, CommandNode> _nodes = [];
    private readonly RootCommand _root = new();

    /// <summary>Builds the parser from the descriptions.</summary>
    public CommandTree(CommandGroup root)
    {
        Root = root;
        _root.Options.Clear(); // its own --help and --version, which know no examples
        foreach (var setting in CommonSettings.All)
        {
            setting.Symbol.Recursive = true;
            _root.Add(setting.Symbol);
        }

        _root.Add(Version.Symbol);
        _nodes[_root] = root;
        foreach (var child in root.Children) _root.Add(Build(child));
    }

    /// <summary>The top of the tree.</summary>
    public CommandGroup Root { get; }

    /// <summary>The option that prints the version; known at the top only.</summary>
    public FlagSetting Version { get; } = new("--version", "Show the version.");

    /// <summary>Parses without running anything.</summary>
    public ParseResult Parse(IReadOnlyList<string> arguments) => _root.Parse(arguments, _configuration);

    /// <summary>The command that was meant.</summary>
    public CommandNode Node(ParseResult parsed) => _nodes[parsed.CommandResult.Command];

    /// <summary>The words that lead to the command that was meant: <c>assay embeddings train</c>.</summary>
    public string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
            names.Push(_nodes[command.Command].Name);
        return string.Join(' ', names);
    }

    private Command Build(CommandNode node)
    {
        var command = new Command(node.Name, node.Summary);
        _nodes[command] = node;
        switch (node)
        {
            case CommandGroup group:
                foreach (var child in group.Children) command.Add(Build(child));
                break;
            case CommandDescription description:
                foreach (var positional in description.Positionals) command.Add(positional.Symbol);
                foreach (var setting in description.Settings) command.Add(setting.Symbol);
                break;
        }

        return command;
    }
}
