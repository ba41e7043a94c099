using Assay.Reports.Plots;

namespace Assay.Reports.Internals;

/// <summary>One thing that stands in a section.</summary>
internal abstract record Block;

internal sealed record TextBlock(string Text) : Block;

internal sealed record KeyFiguresBlock(IReadOnlyList<KeyFigure> Figures) : Block;

internal sealed record TableBlock(ReportTable Table) : Block;

internal sealed record FigureBlock(Plot Plot, string Caption) : Block;

internal sealed record PreformattedBlock(string Text, string? Caption) : Block;
