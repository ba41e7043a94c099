using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Reports.Diagrams.Internals;

namespace Assay.Reports.Diagrams;

/// <summary>
/// A drawing of boxes and the ways between them, already laid out. As SVG it takes on the light or dark scheme of its reader and shows
/// tooltips; as PNG it is the same picture in the light scheme on white.
/// </summary>
/// <param name="title">What is shown; drawn above and read aloud.</param>
/// <param name="width">Width in units of a font of 12.</param>
/// <param name="height">Height.</param>
public sealed class Diagram(string title, double width, double height)
{
    // Beyond this no viewer opens the picture.
    private const double LargestSide = 32_000;
    private const double LargestArea = 120e6;

    /// <summary>What is shown.</summary>
    public string Title { get; } = title;

    /// <summary>What the colours mean, for the legend below the title; empty draws none.</summary>
    public string Legend { get; init; } = "";

    /// <summary>Width with the margin.</summary>
    public double Width { get; } = Math.Max(width, 320);

    /// <summary>Height with the title.</summary>
    public double Height { get; } = height + DiagramStyle.Head;

    /// <summary>The boxes.</summary>
    public IList<DiagramBox> Boxes { get; } = [];

    /// <summary>The ways.</summary>
    public IList<DiagramPath> Paths { get; } = [];

    /// <summary>The discs, over the curves.</summary>
    public IList<DiagramDisc> Discs { get; } = [];

    /// <summary>Curves with arrows in any direction.</summary>
    public IList<DiagramCurve> Curves { get; } = [];

    /// <summary>Lines of text that stand by themselves, by the middle of their baselines.</summary>
    public IList<(double X, double Y, string Text)> Captions { get; } = [];

    /// <summary>The drawing as one SVG document.</summary>
    public string ToSvg() => DiagramSvg.Of(this);

    /// <summary>Writes the drawing as an SVG file.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    public void SaveSvg(string path) => AtomicFile.WriteAllText(path, ToSvg() + "\n");

    /// <summary>Writes the drawing as a PNG file.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <param name="scale">Pixels for each unit.</param>
    /// <exception cref="InputException">The picture would be too large, or this machine has no font to draw with.</exception>
    public void SavePng(string path, double scale = 1.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var (pixelsWide, pixelsHigh) = (Math.Ceiling(Width * scale), Math.Ceiling(Height * scale));
        if (pixelsWide > LargestSide || pixelsHigh > LargestSide || pixelsWide * pixelsHigh > LargestArea)
            throw new InputException($"{path}: a picture of {pixelsWide} x {pixelsHigh} pixels is larger than viewers open; write SVG instead.");
        AtomicFile.WriteAllBytes(path, DiagramPng.Of(this, (int)pixelsWide, (int)pixelsHigh, scale));
    }
}
