namespace Assay.Reports.Plots.Internals;

/// <summary>
/// The colours of all plots. Each keeps a contrast of at least 3 to 1 on the paper of its scheme (rules excepted),
/// and neighbours differ in lightness too, so that they stay apart for colour-blind readers and in grey print.
/// </summary>
internal static class Palette
{
    internal const int SeriesCount = 8;

    // No two light values are equal: an SVG finds the dark value by the light one.
    private static readonly (string Light, string Dark)[] Values =
    [
        ("#1D1F23", "#E4E5E3"), // ink
        ("#5B6068", "#A0A6AE"), // soft
        ("#DEDFDB", "#34383E"), // rule
        ("#FDFDFC", "#15171A"), // paper
        ("#1F5FA8", "#82B4EC"), // blue
        ("#D0600E", "#F2A663"), // orange
        ("#0A7D6F", "#58C9B7"), // teal
        ("#8E2A6B", "#E58FC1"), // plum
        ("#9A7600", "#DCC05C"), // gold
        ("#6C51BB", "#B5A3F0"), // violet
        ("#B3292F", "#F18C88"), // red
        ("#6B727C", "#AFB6BF"), // grey
    ];

    internal static Tint Series(int index) => Tint.Series + index % SeriesCount;

    internal static string Light(Tint tint) => Values[(int)tint].Light;

    internal static string Dark(Tint tint) => Values[(int)tint].Dark;

    internal static ScottPlot.Color Colour(Tint tint) => ScottPlot.Color.FromHex(Light(tint));

    /// <summary>The tint of a light colour as it stands in an SVG, or null for a colour that both schemes share.</summary>
    internal static Tint? Find(string colour)
    {
        for (var i = 0; i < Values.Length; i++)
            if (Values[i].Light.Equals(colour, StringComparison.OrdinalIgnoreCase)) return (Tint)i;
        return null;
    }
}
