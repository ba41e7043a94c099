namespace Assay.Reports.Plots.Internals;

/// <summary>
/// A plot laid out for one size: the data as the drawing library has it, and the text and keys on top.
/// Text is kept apart because the library writes it glyph by glyph, which needs a font on the machine that draws.
/// </summary>
internal sealed class Drawing(int width, int height) : IDisposable
{
    internal ScottPlot.Plot Plot { get; } = new()
    {
        FigureBackground = { Color = ScottPlot.Colors.Transparent },
        DataBackground = { Color = ScottPlot.Colors.Transparent },
    };

    internal int Width { get; } = width;

    internal int Height { get; } = height;

    internal List<Mark> Marks { get; } = [];

    /// <summary>What the reader's pointer shows at each point, in the order of drawing; empty for none.</summary>
    internal List<string> PointTitles { get; } = [];

    public void Dispose() => Plot.Dispose();
}
