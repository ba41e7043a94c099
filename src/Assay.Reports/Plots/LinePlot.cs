using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Plots;

/// <summary>Values over a quantity that runs: the loss over the words read, the speed over the threads.</summary>
/// <example>
/// <code>
/// var plot = new LinePlot("Training loss") { XLabel = "words", YLabel = "loss of a pair" };
/// plot.Add("running mean", words, losses);
/// plot.SavePng("loss.png", 1200, 600);
/// </code>
/// </example>
public sealed class LinePlot : Plot
{
    private readonly List<LineSeries> series = [];
    private readonly List<(string Name, double Value)> levels = [];

    /// <summary>Starts a plot.</summary>
    /// <param name="title">What is shown; empty for none.</param>
    public LinePlot(string title) : base(title) { }

    /// <summary>Name of the level axis, with the unit; null for none.</summary>
    public string? XLabel { get; init; }

    /// <summary>Name of the upright axis, with the unit; null for none.</summary>
    public string? YLabel { get; init; }

    /// <summary>Whether the level axis is logarithmic; points that are not positive are left out.</summary>
    public bool LogarithmicX { get; init; }

    /// <summary>Whether the upright axis is logarithmic; points that are not positive are left out.</summary>
    public bool LogarithmicY { get; init; }

    /// <summary>Whether the upright axis starts at zero, so that heights can be compared; without it, it starts near the smallest value.</summary>
    public bool FromZero { get; init; }

    /// <summary>Whether each point is marked; without it, only lines of up to 24 points are.</summary>
    public bool? Markers { get; init; }

    /// <summary>Adds a line.</summary>
    /// <param name="name">Its name in the key; the key is shown from two lines on.</param>
    /// <param name="x">Positions, in the order in which they are joined.</param>
    /// <param name="y">Values, as many as positions. Where one is not finite, the line is broken.</param>
    public LinePlot Add(string name, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (x.Length != y.Length) throw new ArgumentException($"Line \"{name}\" has {x.Length} positions and {y.Length} values.", nameof(y));
        series.Add(new LineSeries(name, x.ToArray(), y.ToArray()));
        return this;
    }

    /// <summary>Adds a line.</summary>
    /// <param name="name">Its name in the key.</param>
    /// <param name="points">Positions and values, in the order in which they are joined.</param>
    public LinePlot Add(string name, IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] all = [.. points];
        return Add(name, Array.ConvertAll(all, point => point.X), Array.ConvertAll(all, point => point.Y));
    }

    /// <summary>Adds a dashed line across the plot: a bar to pass, a peer's result.</summary>
    /// <param name="name">Written at its right end.</param>
    /// <param name="value">Its value on the upright axis.</param>
    public LinePlot Level(string name, double value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A level is a finite number.");
        levels.Add((name, value));
        return this;
    }

    private protected override string Summary() => $"Line plot of {series.Count} series with {series.Sum(line => line.X.Length)} points in all.";

    private protected override Drawing Draw(int width, int height)
    {
        var frame = new PlotFrame(new Drawing(width, height), Title);
        if (series.Count > 1) frame.Key(series.Select((line, i) => (line.Name, Palette.Series(i))));
        var lines = series.ConvertAll(line => line.Scaled(LogarithmicX, LogarithmicY));
        var marked = levels.Where(level => !LogarithmicY || level.Value > 0).Select(level => (level.Name, Value: LogarithmicY ? Math.Log10(level.Value) : level.Value)).ToList();
        var points = lines.SelectMany(line => line.Points()).ToList();
        if (points.Count == 0) return frame.WithoutData();

        frame.UprightLabel(YLabel);
        var heights = points.Select(point => point.Y).Concat(marked.Select(level => level.Value)).ToList();
        if (FromZero && !LogarithmicY) heights.Add(0);
        var y = LogarithmicY
            ? Ticks.Logarithmic(heights.Min(), heights.Max(), Math.Max(2, height / 70))
            : Ticks.Linear(heights.Min(), heights.Max(), Math.Max(2, height / 70));
        var (first, last) = (points.Min(point => point.X), points.Max(point => point.X));
        if (!LogarithmicX && first > 0 && first < last * 0.05) first = 0;
        var x = LogarithmicX
            ? Ticks.Logarithmic(first, last, Math.Max(2, width / 110), tight: true)
            : Ticks.Linear(first, last, Math.Max(2, width / 110), tight: true);
        // Half a marker's room at both ends.
        var room = (x.High - x.Low) * 5 / width;
        var area = frame.Axes(x with { Low = x.Low - room, High = x.High + room }, y, XLabel, gridAlongX: false);

        foreach (var (_, value) in marked) frame.Line(value, upright: false, Tint.Soft, ScottPlot.LinePattern.Dashed);
        frame.Line(y.Low, upright: false, Tint.Soft, ScottPlot.LinePattern.Solid);
        for (var i = 0; i < lines.Count; i++) Draw(lines[i], frame.Drawing.Plot, Palette.Series(i), (int)area.Width / 2);
        foreach (var (name, value) in marked)
        {
            var above = area.Y(value) - 5;
            frame.Drawing.Marks.Add(new TextMark(name, area.Right, above > area.Top + 8 ? above : area.Y(value) + 14, TextAnchor.End));
        }
        return frame.Drawing;
    }

    private void Draw(LineSeries line, ScottPlot.Plot plot, Tint tint, int columns)
    {
        const int fewPoints = 24;
        foreach (var piece in line.Pieces())
        {
            var points = Thinning.ByColumn(piece, columns);
            var scatter = plot.Add.Scatter(Array.ConvertAll(points, point => point.X), Array.ConvertAll(points, point => point.Y));
            scatter.Color = Palette.Colour(tint);
            scatter.LineWidth = 2;
            scatter.MarkerSize = Markers ?? line.X.Length <= fewPoints ? 6 : piece.Length == 1 ? 4 : 0;
        }
    }
}
