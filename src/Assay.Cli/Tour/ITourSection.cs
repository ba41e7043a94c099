using Assay.Cli.Conventions;
using Assay.Reports;

namespace Assay.Cli.Tour;

/// <summary>One system's part of the tour. A later system adds its section to <see cref="TourCommand"/>.</summary>
internal interface ITourSection
{
    /// <summary>The system, as a heading.</summary>
    string Title { get; }

    /// <summary>Does the system's main job in small, prints what came of it and adds it to the report.</summary>
    /// <returns>What was measured, for the table at the end.</returns>
    IReadOnlyList<TourResult> Run(CommandContext context, string directory, Report report);
}
