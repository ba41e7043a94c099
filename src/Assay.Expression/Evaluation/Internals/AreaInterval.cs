namespace Assay.Expression.Evaluation.Internals;

/// <summary>
/// Interval of an area under the ROC curve that does not collapse at 1, where a bootstrap can draw nothing else: the areas whose score test accepts
/// the estimate, with the variance of Hanley and McNeil (1982) at balanced sizes (Newcombe 2006, method 5).
/// </summary>
internal static class AreaInterval
{
    private const double Normal = 1.959963984540054;

    public static (double Low, double High) Of(double area, int positives, int negatives) =>
        (Solve(area, 0, positives, negatives), Solve(area, 1, positives, negatives));

    // Where (area − θ)² = z²·V(θ), between the area and an end.
    private static double Solve(double area, double end, int positives, int negatives)
    {
        var (inside, outside) = (area, end);
        for (var i = 0; i < 100; i++)
        {
            var middle = (inside + outside) / 2;
            if (Math.Abs(area - middle) <= Normal * Math.Sqrt(Variance(middle, positives, negatives))) inside = middle;
            else outside = middle;
        }
        return inside;
    }

    private static double Variance(double area, int positives, int negatives)
    {
        var half = (positives + negatives) / 2.0 - 1;
        return area * (1 - area) * (1 + half * ((1 - area) / (2 - area) + area / (1 + area))) / ((double)positives * negatives);
    }
}
