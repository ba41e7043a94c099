using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Plots;

/// <summary>A table of numbers as colours: similarities of words, attention over a sentence, errors over two settings.</summary>
/// <example>
/// <code>
/// var plot = new HeatMap("Cosine similarity", words, words, similarities) { ValueLabel = "cosine" };
/// plot.SaveSvg("similarity.svg");
/// </code>
/// </example>
public sealed class HeatMap : Plot
{
    private const double ScaleWidth = 12, ScaleGap = 16, SmallText = 11;
    private readonly string[] rows;
    private readonly string[] columns;
    private readonly double[,] values;

    /// <summary>Starts a plot.</summary>
    /// <param name="title">What is shown; empty for none.</param>
    /// <param name="rows">Names of the rows, from the top.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="values">The numbers, shape [rows, columns]; those that are not finite are left empty.</param>
    public HeatMap(string title, IReadOnlyList<string> rows, IReadOnlyList<string> columns, double[,] values) : base(title)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetLength(0) != rows.Count || values.GetLength(1) != columns.Count)
            throw new ArgumentException($"The values have shape [{values.GetLength(0)}, {values.GetLength(1)}]; the names ask for [{rows.Count}, {columns.Count}].", nameof(values));
        (this.rows, this.columns, this.values) = ([.. rows], [.. columns], (double[,])values.Clone());
    }

    /// <summary>What the values are, with the unit, above the scale of colours; null for none.</summary>
    public string? ValueLabel { get; init; }

    /// <summary>Whether the colours part at zero, blue below and red above; null does so where values of both signs occur.</summary>
    public bool? Diverging { get; init; }

    /// <summary>Whether the values are written into their cells; null does so where they have room.</summary>
    public bool? ShowValues { get; init; }

    private protected override int NaturalHeight => Math.Clamp(110 + rows.Length * 26, 240, 820);

    private protected override string Summary()
    {
        var finite = values.Cast<double>().Where(double.IsFinite).ToList();
        return $"Heat map of {rows.Length} rows and {columns.Length} columns" + (finite.Count == 0 ? "." : $", from {Ticks.Value(finite.Min())} to {Ticks.Value(finite.Max())}.");
    }

    private protected override Drawing Draw(int width, int height)
    {
        var frame = new PlotFrame(new Drawing(width, height), Title);
        var finite = values.Cast<double>().Where(double.IsFinite).ToList();
        if (finite.Count == 0) return frame.WithoutData();
        var colours = HeatColours.For(finite.Min(), finite.Max(), Diverging);

        var names = Array.ConvertAll(rows, name => TextWidth.Shorten(name, PlotFrame.TextSize, width * 0.3));
        var left = names.Max(name => TextWidth.Of(name, PlotFrame.TextSize)) + 9;
        var scaleTicks = Ticks.Linear(colours.Low, colours.High, 4, tight: true);
        var right = width - ScaleGap - ScaleWidth - 7 - Math.Max(scaleTicks.Marks.Max(mark => TextWidth.Of(mark.Label, SmallText)), 10);
        var cell = (right - left) / columns.Length;
        var level = columns.All(name => TextWidth.Of(name, SmallText) <= cell - 4);
        var columnNames = level ? columns : Array.ConvertAll(columns, name => TextWidth.Shorten(name, SmallText, height * 0.3));
        var below = level ? 20 : columnNames.Max(name => TextWidth.Of(name, SmallText)) + 10;
        var top = frame.Top + (string.IsNullOrEmpty(ValueLabel) ? 2 : 20);
        var area = frame.Place(left, top, right, height - below, new Ticks(-0.5, columns.Length - 0.5, []), new Ticks(-0.5, rows.Length - 0.5, []));

        var map = frame.Drawing.Plot.Add.Heatmap(values);
        map.Colormap = colours.Map;
        map.ManualRange = new ScottPlot.Range(colours.Low, colours.High);
        map.NaNCellColor = ScottPlot.Colors.Transparent;
        Name(names, columnNames, level, area, frame.Drawing);
        DrawScale(colours, scaleTicks, area, frame.Drawing);
        WriteValues(colours, area, frame.Drawing);
        return frame.Drawing;
    }

    private static void Name(string[] rowNames, string[] columnNames, bool level, PlotArea area, Drawing drawing)
    {
        var free = double.NegativeInfinity;
        for (var i = 0; i < rowNames.Length; i++)
        {
            var y = area.Y(rowNames.Length - 1 - i) + 4;
            if (y - PlotFrame.TextSize < free) continue;
            drawing.Marks.Add(new TextMark(rowNames[i], area.Left - 8, y, TextAnchor.End, Tint: Tint.Ink));
            free = y;
        }
        free = double.NegativeInfinity;
        for (var i = 0; i < columnNames.Length; i++)
        {
            var x = area.X(i);
            if (level) drawing.Marks.Add(new TextMark(columnNames[i], x, area.Bottom + 15, TextAnchor.Middle, SmallText, Tint.Ink));
            if (level || x - SmallText < free) continue;
            drawing.Marks.Add(new TextMark(columnNames[i], x + 4, area.Bottom + 7, TextAnchor.End, SmallText, Tint.Ink, Upright: true));
            free = x;
        }
    }

    private void DrawScale(HeatColours colours, Ticks ticks, PlotArea area, Drawing drawing)
    {
        const int steps = 96;
        var x = area.Right + ScaleGap;
        for (var i = 0; i < steps; i++)
        {
            // Each step reaches a little under the next one, so that no seam shows.
            var y = area.Top + area.Height * i / steps;
            var height = area.Height / steps + (i == steps - 1 ? 0 : 0.6);
            drawing.Marks.Add(new RectangleMark(x, y, ScaleWidth, height, Tint.Ink, Colour: colours.At(colours.High + (colours.Low - colours.High) * (i + 0.5) / steps)));
        }
        foreach (var (position, label) in ticks.Marks)
        {
            var y = area.Bottom - (position - ticks.Low) / (ticks.High - ticks.Low) * area.Height;
            drawing.Marks.Add(new TextMark(label, x + ScaleWidth + 6, Math.Clamp(y + 4, area.Top + 9, area.Bottom), TextAnchor.Start, SmallText));
        }
        if (!string.IsNullOrEmpty(ValueLabel)) drawing.Marks.Add(new TextMark(ValueLabel, drawing.Width, area.Top - 8, TextAnchor.End, SmallText));
    }

    private void WriteValues(HeatColours colours, PlotArea area, Drawing drawing)
    {
        var (width, height) = (area.Width / columns.Length, area.Height / rows.Length);
        var texts = values.Cast<double>().Select(value => double.IsFinite(value) ? Written(value) : "").ToArray();
        var fits = height >= SmallText + 5 && texts.Max(text => TextWidth.Of(text, SmallText)) <= width - 6;
        if (!(ShowValues ?? fits)) return;
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < columns.Length; column++)
            {
                var text = texts[row * columns.Length + column];
                if (text.Length == 0) continue;
                drawing.Marks.Add(new TextMark(text, area.X(column), area.Y(rows.Length - 1 - row) + 4, TextAnchor.Middle, SmallText, Colour: colours.TextAt(values[row, column])));
            }
    }

    private static string Written(double value) => Math.Abs(value) < 10 ? value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−') : Ticks.Value(value);
}
