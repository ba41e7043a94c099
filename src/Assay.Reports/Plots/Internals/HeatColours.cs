namespace Assay.Reports.Plots.Internals;

/// <summary>The colours of a heat map between two values. They are the same in both schemes: a colour means a value.</summary>
internal sealed record HeatColours(double Low, double High, ScottPlot.IColormap Map)
{
    /// <summary>Viridis from the smallest to the largest value, or blue over grey to red around zero.</summary>
    internal static HeatColours For(double low, double high, bool? diverging)
    {
        if (diverging ?? (low < 0 && high > 0))
        {
            var reach = Math.Max(Math.Abs(low), Math.Abs(high));
            if (reach == 0) reach = 1;
            // ColorBrewer's RdBu, turned round.
            var stops = new[] { "#2166AC", "#67A9CF", "#D1E5F0", "#F2F2F0", "#FDDBC7", "#EF8A62", "#B2182B" };
            return new HeatColours(-reach, reach, new ScottPlot.Colormaps.CustomInterpolated(Array.ConvertAll(stops, ScottPlot.Color.FromHex)));
        }
        return new HeatColours(low, high > low ? high : low + 1, new ScottPlot.Colormaps.Viridis());
    }

    internal string At(double value) => Colour(value).ToStringRGB();

    /// <summary>Black or white, whichever is read more easily on the colour of a value (relative luminance as WCAG 2 has it).</summary>
    internal string TextAt(double value)
    {
        var colour = Colour(value);
        var luminance = 0.2126 * Linear(colour.R) + 0.7152 * Linear(colour.G) + 0.0722 * Linear(colour.B);
        return luminance > 0.179 ? "#111111" : "#FFFFFF";
    }

    private ScottPlot.Color Colour(double value) => Map.GetColor(Math.Clamp((value - Low) / (High - Low), 0, 1));

    private static double Linear(byte channel) => channel <= 10 ? channel / 255.0 / 12.92 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);
}
