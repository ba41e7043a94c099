using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Plots;

/// <summary>A piece of the plane with regions, straight lines and named points: what two parameters allow, how a unit divides its inputs.</summary>
/// <example>
/// <code>
/// var plot = new PlanePlot("Feasible", (-2, 2), (-2, 2)) { XLabel = "r", YLabel = "c" };
/// plot.Region("proved", proved).Line("r + c = 1", 1, 1, 1).Point("textbook", 1, -0.5);
/// plot.SavePng("region.png", 900, 700);
/// </code>
/// </example>
public sealed class PlanePlot : Plot
{
    private readonly (double Low, double High) across, up;
    private readonly List<(string Name, bool[,] Cells)> regions = [];
    private readonly List<PlaneLine> lines = [];
    private readonly List<(string Label, double X, double Y, string? Group)> points = [];

    /// <summary>Starts a plot.</summary>
    /// <param name="title">What is shown; empty for none.</param>
    /// <param name="across">What is shown of the level axis.</param>
    /// <param name="up">What is shown of the upright axis.</param>
    /// <exception cref="ArgumentException">A range is empty or not finite.</exception>
    public PlanePlot(string title, (double Low, double High) across, (double Low, double High) up) : base(title)
    {
        if (!(across.Low < across.High && up.Low < up.High && double.IsFinite(across.High - across.Low) && double.IsFinite(up.High - up.Low)))
            throw new ArgumentException($"The ranges {across} and {up} show nothing.", nameof(across));
        (this.across, this.up) = (across, up);
    }

    /// <summary>Name of the level axis; null for none.</summary>
    public string? XLabel { get; init; }

    /// <summary>Name of the upright axis; null for none.</summary>
    public string? YLabel { get; init; }

    private protected override int NaturalHeight => 620;

    /// <summary>Colours a region.</summary>
    /// <param name="name">Its name in the key.</param>
    /// <param name="cells">Whether each cell belongs to it, [rows from below, columns]; the cells fill the plot.</param>
    public PlanePlot Region(string name, bool[,] cells)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(cells);
        regions.Add((name, (bool[,])cells.Clone()));
        return this;
    }

    /// <summary>Adds the line a·x + b·y = c, as far as it is within the plot.</summary>
    /// <param name="name">Written at its end; empty for none.</param>
    /// <param name="a">Factor of x.</param>
    /// <param name="b">Factor of y.</param>
    /// <param name="c">What the sum is.</param>
    /// <param name="group">Lines of one group have one colour, named in the key; null for the plain ones.</param>
    public PlanePlot Line(string name, double a, double b, double c, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!double.IsFinite(a) || !double.IsFinite(b) || !double.IsFinite(c)) throw new ArgumentException($"The line \"{name}\" is not finite.", nameof(a));
        lines.Add(new(name, a, b, c, group));
        return this;
    }

    /// <summary>Adds a point.</summary>
    /// <param name="label">Its name; empty for none.</param>
    /// <param name="x">Position across.</param>
    /// <param name="y">Position up.</param>
    /// <param name="group">Points of one group have one colour, named in the key; null for plain ones.</param>
    public PlanePlot Point(string label, double x, double y, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        points.Add((label, x, y, group));
        return this;
    }

    private protected override string Summary() => $"Plane with {regions.Count} regions, {lines.Count} lines and {points.Count} points.";

    private protected override Drawing Draw(int width, int height)
    {
        var frame = new PlotFrame(new Drawing(width, height), Title);
        string[] groups = [.. regions.Select(region => region.Name), .. lines.Select(line => line.Group).Concat(points.Select(point => point.Group)).OfType<string>().Distinct()];
        Tint Colour(string? group) => group is null ? Tint.Soft : Palette.Series(Array.IndexOf(groups, group));
        if (groups.Length > 0) frame.Key(groups.Select(group => (group, Colour(group))));
        frame.UprightLabel(YLabel);
        var (x, y) = (Ticks.Linear(across.Low, across.High, Math.Max(2, width / 110), tight: true), Ticks.Linear(up.Low, up.High, Math.Max(2, height / 70), tight: true));
        var area = frame.Axes(x, y, XLabel, gridAlongX: false);
        foreach (var (name, cells) in regions) Fill(cells, Colour(name), frame.Drawing.Plot);
        foreach (var line in lines)
        {
            if (line.Clip(across, up) is not { } ends) continue;
            var drawn = frame.Drawing.Plot.Add.Line(ends.From.X, ends.From.Y, ends.To.X, ends.To.Y);
            drawn.LineColor = Palette.Colour(Colour(line.Group));
            drawn.LineWidth = line.Group is null ? 1.2f : 2;
            if (line.Name.Length > 0) frame.Drawing.Marks.Add(Name(line.Name, ends.To, area));
        }
        foreach (var group in points.GroupBy(point => point.Group))
        {
            var markers = frame.Drawing.Plot.Add.Markers(group.Select(point => point.X).ToArray(), group.Select(point => point.Y).ToArray());
            markers.Color = Palette.Colour(group.Key is null ? Tint.Ink : Colour(group.Key));
            markers.MarkerSize = 11;
            foreach (var point in group.Where(point => point.Label.Length > 0)) frame.Drawing.Marks.Add(new TextMark(point.Label, area.X(point.X) + 9, area.Y(point.Y) - 7, Tint: Tint.Ink, OverData: true));
        }
        return frame.Drawing;
    }

    private void Fill(bool[,] cells, Tint tint, ScottPlot.Plot plot)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var (cellWidth, cellHeight) = ((across.High - across.Low) / columns, (up.High - up.Low) / rows);
        // A rectangle for each run of cells: unlike an image it stays sharp, and takes on the scheme of its reader.
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (!cells[row, column]) continue;
                var from = column;
                while (column < columns && cells[row, column]) column++;
                var piece = plot.Add.Rectangle(across.Low + from * cellWidth, across.Low + column * cellWidth, up.Low + row * cellHeight, up.Low + (row + 1) * cellHeight);
                piece.FillColor = Palette.Colour(tint).WithAlpha(0.35);
                piece.LineWidth = 0;
            }
        }
    }

    private static TextMark Name(string name, (double X, double Y) end, PlotArea area)
    {
        var (x, y) = (area.X(end.X), area.Y(end.Y));
        var below = y < area.Top + 12;
        return x > area.Right - 8
            ? new TextMark(name, area.Right - 4, Math.Clamp(y - 5, area.Top + 12, area.Bottom - 4), TextAnchor.End, 11, Tint.Ink, OverData: true)
            : new TextMark(name, Math.Min(x + 4, area.Right - TextWidth.Of(name, 11) - 4), below ? area.Top + 13 : area.Bottom - 6, TextAnchor.Start, 11, Tint.Ink, OverData: true);
    }
}
