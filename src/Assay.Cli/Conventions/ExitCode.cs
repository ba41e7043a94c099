namespace Assay.Cli.Conventions;

/// <summary>What the process tells its caller; documented in docs/cli.md and kept for ever.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something failed that the user did not cause.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or wrong input.</summary>
    public const int WrongInput = 2;

    /// <summary>Interrupted (128 + SIGINT), as shells have it.</summary>
    public const int Interrupted = 130;
}
