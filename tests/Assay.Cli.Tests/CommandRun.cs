using Assay.Cli.Conventions;
using Assay.Cli.Output;

namespace Assay.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it said.</summary>
internal sealed record CommandRun(int ExitCode, string Results, string Messages)
{
    public static CommandRun Of(CommandGroup root, params string[] arguments)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var messages = new StringWriter { NewLine = "\n" };
        using var streams = new Streams(results, messages);
        var code = new Application(new CommandTree(root), streams).Run(arguments);
        return new CommandRun(code, results.ToString(), messages.ToString());
    }

    public static CommandRun OfAssay(params string[] arguments) => Of(Catalogue.Root, arguments);
}
