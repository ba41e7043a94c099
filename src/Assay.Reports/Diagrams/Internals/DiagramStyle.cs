using System.Globalization;

namespace Assay.Reports.Diagrams.Internals;

/// <summary>Sizes and colours of diagrams.</summary>
internal static class DiagramStyle
{
    /// <summary>Room for the title and the legend.</summary>
    public const double Head = 56;

    public const double LineHeight = 15;

    public const double MarkRadius = 8;

    // From a pale to a dark blue, even in lightness: the steps stay apart in grey too.
    private static readonly (int R, int G, int B)[] _scale = [(238, 243, 250), (198, 219, 239), (140, 184, 218), (74, 140, 194), (26, 93, 158), (8, 48, 107)];

    /// <summary>Fill of a box.</summary>
    public static string Fill(double weight)
    {
        // Costs differ by orders of magnitude: the root keeps the small ones apart.
        var at = Math.Sqrt(Math.Clamp(double.IsFinite(weight) ? weight : 0, 0, 1)) * (_scale.Length - 1);
        var low = Math.Min((int)at, _scale.Length - 2);
        var part = at - low;
        int Mix(int a, int b) => (int)Math.Round(a + (b - a) * part);
        var (from, to) = (_scale[low], _scale[low + 1]);
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(from.R, to.R):x2}{Mix(from.G, to.G):x2}{Mix(from.B, to.B):x2}");
    }

    /// <summary>Text on that fill.</summary>
    public static string Ink(double weight) => Math.Sqrt(Math.Clamp(double.IsFinite(weight) ? weight : 0, 0, 1)) > 0.52 ? "#ffffff" : "#1a1f26";
}
