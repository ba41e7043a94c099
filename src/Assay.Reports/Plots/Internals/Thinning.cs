namespace Assay.Reports.Plots.Internals;

/// <summary>Leaves out of a long line what cannot be seen.</summary>
internal static class Thinning
{
    /// <summary>
    /// The points that shape the line: of those that fall into one column of the picture the first, the lowest, the highest and the last.
    /// Short lines and lines that run back stay as they are.
    /// </summary>
    internal static (double X, double Y)[] ByColumn((double X, double Y)[] points, int columns)
    {
        if (points.Length <= 4 * columns || columns < 1) return points;
        for (var i = 1; i < points.Length; i++)
            if (points[i].X < points[i - 1].X) return points;
        var (first, span) = (points[0].X, points[^1].X - points[0].X);
        if (span <= 0) return points;
        var kept = new List<(double, double)>(4 * columns);
        for (var start = 0; start < points.Length;)
        {
            var column = Column(points[start].X);
            int low = start, high = start, end = start;
            for (; end < points.Length && Column(points[end].X) == column; end++)
            {
                if (points[end].Y < points[low].Y) low = end;
                if (points[end].Y > points[high].Y) high = end;
            }
            foreach (var index in new SortedSet<int> { start, low, high, end - 1 }) kept.Add(points[index]);
            start = end;
        }
        return [.. kept];

        int Column(double x) => Math.Min(columns - 1, (int)((x - first) / span * columns));
    }
}
