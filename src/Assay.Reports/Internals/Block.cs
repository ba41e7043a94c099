namespace Assay.Reports.Internals;

/// <summary>One thing that stands in a section.</summary>
internal abstract record Block;

internal sealed record TextBlock(string Text) : Block;

internal sealed record KeyFiguresBlock(IReadOnlyList<KeyFigure> Figures) : Block;

internal sealed record TableBlock(ReportTable Table) : Block;

/// <param name="Draw">The picture as SVG, given an id for it.</param>
/// <param name="Caption">What is to be seen in it.</param>
internal sealed record FigureBlock(Func<string, string> Draw, string Caption) : Block;

internal sealed record PreformattedBlock(string Text, string? Caption) : Block;
