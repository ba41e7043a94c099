using Assay.Core.Machine;

namespace Assay.Cli.Options;

/// <summary>The options of every command.</summary>
internal static class CommonSettings
{
    /// <summary>Shows the help of a command.</summary>
    public static FlagSetting Help { get; } = new("--help", "Show this help.", "-h");

    /// <summary>Results as JSON.</summary>
    public static FlagSetting Json { get; } = new("--json", "One JSON object on standard output, everything else on standard error.");

    /// <summary>The seed of every random decision.</summary>
    public static CountSetting Seed { get; } = new("--seed", "Seed of every random decision.", 0, long.MaxValue) { Default = 1 };

    /// <summary>Threads to use.</summary>
    public static CountSetting Threads { get; } = new("--threads", "Threads to use.", 1, 4096) { DefaultWords = "all physical cores" };

    /// <summary>No messages and no progress.</summary>
    public static FlagSetting Quiet { get; } = new("--quiet", "No progress and no notes; errors still show.", "-q");

    /// <summary>More about unexpected failures.</summary>
    public static FlagSetting Verbose { get; } = new("--verbose", "Show where an unexpected failure arose.");

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Help, Json, Seed, Threads, Quiet, Verbose];

    /// <summary>Threads where none are given.</summary>
    public static int DefaultThreads => Processor.PhysicalCores;
}
