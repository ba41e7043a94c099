namespace Assay.Reports.Plots.Internals;

/// <summary>
/// Finds places for the names of points so that none overlaps another: each in turn, by priority, takes the first free of twelve places
/// around its point; where none is free, one name in the way may move aside; failing that, it may cover a point or is left out.
/// (Greedy labelling with one-step exchange; Christensen, Marks and Shieber 1995 compare it with annealing.)
/// </summary>
internal sealed class LabelPlacement
{
    /// <summary>Room kept free between two names, across and up.</summary>
    internal const double Apart = 1.5;

    /// <summary>How many points of others a name may cover where nothing better is left.</summary>
    private const int MostCovered = 1;

    private readonly IReadOnlyList<(string Label, double X, double Y)> points;
    private readonly double size;
    private readonly double radius;
    private readonly LabelBox canvas;
    private readonly BoxIndex placed;
    private readonly BoxIndex dots;
    private readonly LabelBox?[] places;

    internal LabelPlacement(IReadOnlyList<(string Label, double X, double Y)> points, double size, double radius, LabelBox canvas)
    {
        (this.points, this.size, this.radius, this.canvas) = (points, size, radius, canvas);
        placed = new BoxIndex();
        dots = new BoxIndex();
        places = new LabelBox?[points.Count];
        for (var i = 0; i < points.Count; i++) dots.Add(i, new LabelBox(points[i].X - radius, points[i].Y - radius, points[i].X + radius, points[i].Y + radius));
    }

    /// <summary>The places found, by index of the point.</summary>
    internal IReadOnlyList<(int Index, LabelBox Box)> Place()
    {
        for (var i = 0; i < points.Count; i++)
            if (points[i].Label.Length > 0) Place(i);
        return [.. Enumerable.Range(0, points.Count).Where(i => places[i] is not null).Select(i => (i, places[i]!.Value))];
    }

    private void Place(int index)
    {
        var candidates = Candidates(index);
        foreach (var box in candidates)
            if (IsFree(box) && Covered(box, index, 0) == 0) { Take(index, box); return; }
        foreach (var box in candidates)
            if (Covered(box, index, 0) == 0 && MoveAside(box)) { Take(index, box); return; }
        LabelBox? best = null;
        var fewest = MostCovered + 1;
        foreach (var box in candidates)
        {
            if (!IsFree(box) || Covered(box, index, fewest) is var covered && covered >= fewest) continue;
            (best, fewest) = (box, covered);
        }
        if (best is { } place) Take(index, place);
    }

    /// <summary>Clears a place that a single name holds, if that name has another.</summary>
    private bool MoveAside(LabelBox wanted)
    {
        var holders = placed.Overlapping(wanted, Apart);
        if (holders.Count != 1) return false;
        var holder = holders[0];
        var before = places[holder]!.Value;
        placed.Remove(holder, before);
        foreach (var box in Candidates(holder))
        {
            if (box.Overlaps(wanted, Apart) || !IsFree(box) || Covered(box, holder, 0) > 0) continue;
            Take(holder, box);
            return true;
        }
        placed.Add(holder, before);
        return false;
    }

    private void Take(int index, LabelBox box)
    {
        places[index] = box;
        placed.Add(index, box);
    }

    private bool IsFree(LabelBox box) => placed.Overlapping(box, Apart).Count == 0;

    /// <summary>How many other points a place covers; counting ends beyond the number that matters.</summary>
    private int Covered(LabelBox box, int own, int enough)
    {
        var count = 0;
        foreach (var dot in dots.Overlapping(box, 0))
            if (dot != own && ++count > enough) break;
        return count;
    }

    /// <summary>The places around a point inside the picture, the one that reads best first: right, left, the corners, above and below.</summary>
    private List<LabelBox> Candidates(int index)
    {
        var (label, x, y) = points[index];
        var width = TextWidth.Of(label, size);
        var height = size * (LabelBox.Ascent + LabelBox.Descent);
        double gap = radius + 2.5, corner = radius * 0.7 + 1;
        var middle = y - height * 0.53;
        var (above, below) = (y - gap - height + size * 0.1, y + gap - size * 0.1);
        ReadOnlySpan<(double Left, double Top)> corners =
        [
            (x + gap, middle), (x - gap - width, middle),
            (x + corner, above + 1), (x + corner, below - 1), (x - corner - width, above + 1), (x - corner - width, below - 1),
            (x - width / 2, above), (x - width / 2, below),
            (x - width / 4, above), (x - width * 3 / 4, above), (x - width / 4, below), (x - width * 3 / 4, below),
        ];
        var boxes = new List<LabelBox>(corners.Length);
        foreach (var (left, top) in corners)
        {
            var box = new LabelBox(left, top, left + width, top + height);
            if (canvas.Contains(box)) boxes.Add(box);
        }
        return boxes;
    }
}
