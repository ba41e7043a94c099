using System.CommandLine;
using Assay.Cli.Options;
using Assay.Cli.Output;

namespace Assay.Cli.Conventions;

/// <summary>One invocation as a command sees it.</summary>
/// <param name="parsed">The parsed command line.</param>
/// <param name="console">Where results and messages go.</param>
/// <param name="cancellation">Cancelled by Ctrl-C and SIGTERM.</param>
internal sealed class CommandContext(ParseResult parsed, CommandConsole console, CancellationToken cancellation)
{
    /// <summary>The parsed command line, for the settings to read.</summary>
    public ParseResult Parsed => parsed;

    /// <summary>Where results and messages go.</summary>
    public CommandConsole Console => console;

    /// <summary>What the process tells its caller; 1 where the command did its work and the answer is no, as with --strict.</summary>
    public int ExitCode { get; set; } = Conventions.ExitCode.Done;

    /// <summary>Cancelled by Ctrl-C and SIGTERM; handed to every library call.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>The seed of every random decision.</summary>
    public ulong Seed => (ulong)CommonSettings.Seed.Value(parsed);

    /// <summary>Threads to use; all cores unless given.</summary>
    public int Threads => CommonSettings.Threads.IsGiven(parsed) ? (int)CommonSettings.Threads.Value(parsed) : CommonSettings.DefaultThreads;
}
