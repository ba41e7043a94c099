using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Plots;

/// <summary>Amounts side by side as level bars, each with its name and its value, and the range of repeated measurements where there was one.</summary>
/// <example>
/// <code>
/// var plot = new BarPlot("Training throughput") { XLabel = "thousand words/s" };
/// plot.Add("gensim", 557).AddMeasured("assay", 6_100, low: 6_020, high: 6_180);
/// plot.SaveSvg("throughput.svg");
/// </code>
/// </example>
public sealed class BarPlot : Plot
{
    private const double Bar = 18, BetweenBars = 3, BetweenCategories = 12;
    private readonly string[] series;
    private readonly List<BarCategory> categories = [];

    /// <summary>Starts a plot.</summary>
    /// <param name="title">What is shown; empty for none.</param>
    /// <param name="series">Names of the bars of each category, where there are several; each has its colour and stands in the key.</param>
    public BarPlot(string title, params IEnumerable<string> series) : base(title) => this.series = [.. series];

    /// <summary>What the values are, with the unit; null for none.</summary>
    public string? XLabel { get; init; }

    /// <summary>How a value is written beside its bar; null writes three or four digits that count.</summary>
    public Func<double, string>? Format { get; init; }

    private int BarsEach => Math.Max(1, series.Length);

    private protected override int NaturalHeight
    {
        get
        {
            var around = (Title.Length > 0 ? 28 : 4) + (series.Length > 0 ? 22 : 0) + 28 + (string.IsNullOrEmpty(XLabel) ? 0 : 20);
            return Math.Max(120, (int)Math.Ceiling(around + categories.Count * (BarsEach * (Bar + BetweenBars) + BetweenCategories)));
        }
    }

    /// <summary>Adds a category with one bar for each series.</summary>
    /// <param name="name">Its name, left of the bars.</param>
    /// <param name="values">The values, as many as there are series, or one where there are none. Values that are not finite leave their bar out.</param>
    public BarPlot Add(string name, params ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (values.Length != BarsEach) throw new ArgumentException($"Category \"{name}\" has {values.Length} values; the plot has {BarsEach} bars in each.", nameof(values));
        categories.Add(new BarCategory(name, values.ToArray(), null));
        return this;
    }

    /// <summary>Adds a category with one bar and the range in which repeated measurements fell.</summary>
    /// <param name="name">Its name, left of the bar.</param>
    /// <param name="value">The value, such as the median.</param>
    /// <param name="low">The smallest measurement.</param>
    /// <param name="high">The largest measurement.</param>
    public BarPlot AddMeasured(string name, double value, double low, double high)
    {
        if (!(low <= high)) throw new ArgumentException($"Category \"{name}\" ranges from {low} to {high}.", nameof(low));
        if (BarsEach != 1) throw new ArgumentException($"Category \"{name}\" has 1 value; the plot has {BarsEach} bars in each.", nameof(value));
        categories.Add(new BarCategory(name, [value], (low, high)));
        return this;
    }

    private protected override string Summary() => $"Bar plot of {categories.Count} categories: " +
        string.Join("; ", categories.Take(20).Select(category => $"{category.Name} {string.Join(", ", category.Values.Select(Written))}")) + ".";

    private protected override Drawing Draw(int width, int height)
    {
        var frame = new PlotFrame(new Drawing(width, height), Title);
        if (series.Length > 0) frame.Key(series.Select((name, i) => (name, Palette.Series(i))));
        var finite = categories.SelectMany(category => category.Ends()).Where(double.IsFinite).ToList();
        if (finite.Count == 0) return frame.WithoutData();

        var (low, high) = (Math.Min(0, finite.Min()), Math.Max(0, finite.Max()));
        var valueWidth = categories.SelectMany(category => category.Values).Max(value => TextWidth.Of(Written(value), PlotFrame.TextSize)) + 8;
        var names = categories.ConvertAll(category => TextWidth.Shorten(category.Name, PlotFrame.TextSize, width * 0.4));
        frame.RightMargin = high > 0 ? valueWidth : 14;
        frame.LeftMargin = names.Max(name => TextWidth.Of(name, PlotFrame.TextSize)) + 10 + (low < 0 ? valueWidth : 0);
        var x = Ticks.Linear(low, high, Math.Max(2, width / 130), tight: true);
        var area = frame.Axes(x, new Ticks(0, categories.Count, []), XLabel, gridAlongX: true);

        for (var i = 0; i < categories.Count; i++)
        {
            var (top, room) = (area.Y(categories.Count - i), area.Height / categories.Count);
            frame.Drawing.Marks.Add(new TextMark(names[i], frame.LeftMargin.Value - 10 - (low < 0 ? valueWidth : 0), top + room / 2 + 4, TextAnchor.End, Tint: Tint.Ink));
            Draw(categories[i], categories.Count - i - 0.5, frame.Drawing, area, room);
        }
        frame.Line(0, upright: true, Tint.Soft, ScottPlot.LinePattern.Solid);
        return frame.Drawing;
    }

    private void Draw(BarCategory category, double middle, Drawing drawing, PlotArea area, double room)
    {
        // In units of the upright axis, on which a category is 1 high.
        var pitch = Math.Min((Bar + BetweenBars) / room, 0.9 / BarsEach);
        for (var i = 0; i < category.Values.Length; i++)
        {
            var value = category.Values[i];
            if (!double.IsFinite(value)) continue;
            var position = middle + ((BarsEach - 1) / 2.0 - i) * pitch;
            drawing.Plot.Add.Bars(new List<ScottPlot.Bar>
            {
                new() { Position = position, Value = value, Size = pitch * Bar / (Bar + BetweenBars), FillColor = Palette.Colour(Palette.Series(i)), LineWidth = 0, Orientation = ScottPlot.Orientation.Horizontal },
            }).Horizontal = true;
            if (category.Range is var (low, high)) DrawRange(low, high, position, pitch * 0.18, drawing.Plot);
            var end = value < 0 ? Math.Min(value, category.Range?.Low ?? value) : Math.Max(value, category.Range?.High ?? value);
            drawing.Marks.Add(new TextMark(Written(value), area.X(end) + (value < 0 ? -6 : 6), area.Y(position) + 4, value < 0 ? TextAnchor.End : TextAnchor.Start, Tint: Tint.Ink));
        }
    }

    private static void DrawRange(double low, double high, double position, double half, ScottPlot.Plot plot)
    {
        foreach (var (x1, y1, x2, y2) in new[] { (low, position, high, position), (low, position - half, low, position + half), (high, position - half, high, position + half) })
        {
            var line = plot.Add.Line(x1, y1, x2, y2);
            line.LineColor = Palette.Colour(Tint.Ink);
            line.LineWidth = 1.5f;
            line.MarkerSize = 0;
        }
    }

    private string Written(double value)
    {
        if (Format is { } format && double.IsFinite(value)) return format(value);
        return Ticks.Value(value, categories.SelectMany(category => category.Values).Where(double.IsFinite).DefaultIfEmpty(0).MaxBy(Math.Abs));
    }
}
