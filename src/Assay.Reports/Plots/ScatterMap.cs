using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Plots;

/// <summary>
/// Points in the plane with their names, such as word vectors projected onto two dimensions. Names never cover each other;
/// those that find no place are left out, the last added first, and show when the reader's pointer rests on the point.
/// </summary>
/// <example>
/// <code>
/// var map = new ScatterMap("Words of the documentation");
/// foreach (var word in words) map.Add(word.Text, word.X, word.Y); // the most important first
/// map.SaveSvg("map.svg");
/// </code>
/// </example>
public sealed class ScatterMap : Plot
{
    private readonly List<MapPoint> points = [];
    private readonly List<string> groups = [];

    /// <summary>Starts a map.</summary>
    /// <param name="title">What is shown; empty for none.</param>
    public ScatterMap(string title) : base(title) { }

    /// <summary>The points, in the order in which their names take their places.</summary>
    public int Count => points.Count;

    /// <summary>Whether a unit is as long across as up, as it must be where distances mean something; without it, the points fill the picture.</summary>
    public bool EqualUnits { get; init; } = true;

    /// <summary>Size of the names, from 6 to 40. Smaller ones leave room for more.</summary>
    public double LabelSize { get; init => field = value is >= 6 and <= 40 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Names are from 6 to 40 in size."); } = 11;

    private protected override int NaturalHeight => Math.Clamp(420 + points.Count * 4 / 5, 440, 800);

    /// <summary>Adds a point. Add the most important first: earlier names take their places before later ones.</summary>
    /// <param name="label">Its name; empty for none.</param>
    /// <param name="x">Position across.</param>
    /// <param name="y">Position up.</param>
    /// <param name="group">What it belongs to, shown by its colour and in the key; null for none.</param>
    public ScatterMap Add(string label, double x, double y, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!double.IsFinite(x) || !double.IsFinite(y)) throw new ArgumentException($"Point \"{label}\" stands at ({x}, {y}); a position is finite.", nameof(x));
        var index = 0;
        if (group is not null && (index = groups.IndexOf(group)) < 0)
        {
            index = groups.Count;
            groups.Add(group);
        }
        points.Add(new MapPoint(label, x, y, index));
        return this;
    }

    private protected override string Summary()
    {
        var named = points.Where(point => point.Label.Length > 0).Take(12).Select(point => point.Label).ToList();
        return $"Map of {points.Count} points" + (named.Count == 0 ? "." : $", among them {string.Join(", ", named)}.");
    }

    private protected override Drawing Draw(int width, int height)
    {
        var frame = new PlotFrame(new Drawing(width, height), Title);
        if (groups.Count > 1) frame.Key(groups.Select((name, i) => (name, Palette.Series(i))));
        if (points.Count == 0) return frame.WithoutData();

        // Names stand beside their points, so that the points keep clear of the edges.
        const double acrossEdge = 34, upEdge = 16;
        var (left, top, right, bottom) = (acrossEdge, frame.Top + upEdge, width - acrossEdge, height - upEdge);
        var radius = points.Count > 1000 ? 1.5 : points.Count > 200 ? 2.2 : 3;
        var (x, y) = Limits(right - left, Math.Max(20, bottom - top), radius + 1);
        var area = frame.Place(left, top, right, bottom, x, y);

        foreach (var group in points.GroupBy(point => point.Group).OrderBy(group => group.Key))
        {
            var markers = frame.Drawing.Plot.Add.Markers(group.Select(point => point.X).ToArray(), group.Select(point => point.Y).ToArray());
            markers.Color = Palette.Colour(Palette.Series(group.Key)).WithAlpha(0.8);
            markers.MarkerSize = (float)(2 * radius);
            frame.Drawing.PointTitles.AddRange(group.Select(point => point.Label));
        }

        var canvas = new LabelBox(0, frame.Top, width, height);
        var anchors = points.ConvertAll(point => (point.Label, X: area.X(point.X), Y: area.Y(point.Y)));
        foreach (var (index, box) in new LabelPlacement(anchors, LabelSize, radius, canvas).Place())
            frame.Drawing.Marks.Add(new TextMark(points[index].Label, box.Left, box.Baseline(LabelSize), TextAnchor.Start, LabelSize, Tint.Ink, OverData: true));
        return frame.Drawing;
    }

    /// <summary>The values at the edges: those of the data with a margin as wide as a point, widened in one direction where units are equal.</summary>
    private (Ticks X, Ticks Y) Limits(double width, double height, double margin)
    {
        var (x, y) = (Range(points.Select(point => point.X)), Range(points.Select(point => point.Y)));
        var (acrossUnit, upUnit) = ((x.High - x.Low) / (width - 2 * margin), (y.High - y.Low) / (height - 2 * margin));
        if (EqualUnits) acrossUnit = upUnit = Math.Max(acrossUnit, upUnit);
        (x, y) = (Widen(x, acrossUnit * width), Widen(y, upUnit * height));
        return (new Ticks(x.Low, x.High, []), new Ticks(y.Low, y.High, []));
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return high > low ? (low, high) : (low - 1, high + 1);
    }

    private static (double Low, double High) Widen((double Low, double High) range, double width)
    {
        var extra = (width - (range.High - range.Low)) / 2;
        return (range.Low - extra, range.High + extra);
    }
}
