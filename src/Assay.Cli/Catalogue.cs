using Assay.Cli.Commands;
using Assay.Cli.Conventions;

namespace Assay.Cli;

/// <summary>Every command there is. A new system adds its group here.</summary>
internal static class Catalogue
{
    /// <summary>The command <c>assay</c>.</summary>
    public static CommandGroup Root => new(
        "assay",
        "Assay trains, inspects and proves neural networks in .NET.",
        new CompletionCommand());
}
