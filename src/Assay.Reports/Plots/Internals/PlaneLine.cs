namespace Assay.Reports.Plots.Internals;

/// <summary>The line a·x + b·y = c.</summary>
internal sealed record PlaneLine(string Name, double A, double B, double C, string? Group)
{
    /// <summary>The ends of what is within a rectangle, the right or upper one last; null where nothing is.</summary>
    internal ((double X, double Y) From, (double X, double Y) To)? Clip((double Low, double High) across, (double Low, double High) up)
    {
        if (A == 0 && B == 0) return null;
        var ends = new List<(double X, double Y)>();
        if (B != 0)
        {
            foreach (var x in new[] { across.Low, across.High })
            {
                var y = (C - A * x) / B;
                if (y >= up.Low && y <= up.High) ends.Add((x, y));
            }
        }
        if (A != 0)
        {
            foreach (var y in new[] { up.Low, up.High })
            {
                var x = (C - B * y) / A;
                if (x >= across.Low && x <= across.High) ends.Add((x, y));
            }
        }
        if (ends.Count < 2) return null;
        var (from, to) = (ends.MinBy(end => (end.X, end.Y)), ends.MaxBy(end => (end.X, end.Y)));
        return from == to ? null : (from, to);
    }
}
