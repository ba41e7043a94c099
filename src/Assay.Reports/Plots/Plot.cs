using Assay.Core.Files;
using Assay.Reports.Internals;
using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Plots;

/// <summary>
/// A picture of numbers. As SVG it has no background, keeps its text as text and takes on the light or dark scheme
/// of its reader; as PNG it is the same picture in the light scheme on white.
/// </summary>
public abstract class Plot
{
    private readonly int? height;

    private protected Plot(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
    }

    /// <summary>What is shown; drawn above the plot and read aloud in its place. Empty draws none.</summary>
    public string Title { get; }

    /// <summary>What a reader who cannot see the plot should know; read aloud after the title. Null: what is drawn and how much of it.</summary>
    public string? Description { get; init; }

    /// <summary>Width of the SVG in its own units, at least 200. It scales to its place, so that this sets how large text looks beside the data.</summary>
    public int Width { get; init => field = AtLeastReadable(value, nameof(Width)); } = 900;

    /// <summary>Height of the SVG in its own units, at least 120; unless it is set, as high as the data asks for.</summary>
    public int Height { get => height ?? NaturalHeight; init => height = AtLeastReadable(value, nameof(Height), 120); }

    /// <summary>The height that suits the data.</summary>
    private protected virtual int NaturalHeight => 400;

    /// <summary>The plot as one SVG element, for a file or inside an HTML page.</summary>
    /// <param name="id">The id of the element: a letter, then letters, digits, hyphens or underscores. It is unique in the document, and every other id inside starts with it.</param>
    /// <exception cref="ArgumentException">The id is not one.</exception>
    public string ToSvg(string id = "plot")
    {
        if (!SvgDocument.IsId(id)) throw new ArgumentException($"\"{id}\" cannot be an id: use a letter and then letters, digits, hyphens or underscores.", nameof(id));
        using var drawing = Draw(Width, Height);
        return SvgDocument.From(drawing, id, Spoken());
    }

    /// <summary>Writes the plot as an SVG file.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    public void SaveSvg(string path) => AtomicFile.WriteAllText(path, ToSvg() + "\n");

    /// <summary>Writes the plot as a PNG file: the picture of the SVG, as large as asked for.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <exception cref="Assay.Core.Errors.InputException">This machine has no font to draw the text with.</exception>
    public void SavePng(string path, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var scale = width / (Width + 2.0 * PngImage.Margin);
        using var drawing = Draw(Width, Math.Max(120, (int)Math.Round(height / scale - 2 * PngImage.Margin)));
        AtomicFile.WriteAllBytes(path, PngImage.From(drawing, width, height, scale));
    }

    /// <summary>Lays the plot out for a size and draws it in the colours of the light scheme.</summary>
    private protected abstract Drawing Draw(int width, int height);

    /// <summary>What is drawn and how much of it, in a sentence.</summary>
    private protected abstract string Summary();

    private string Spoken() => Title.Length == 0 ? Description ?? Summary() : $"{Title}. {Description ?? Summary()}";

    private static int AtLeastReadable(int value, string name, int least = 200)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        return value;
    }
}
