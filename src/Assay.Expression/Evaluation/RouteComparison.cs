namespace Assay.Expression.Evaluation;

/// <summary>Difference of two routes' AUROC on the same samples, with a paired interval.</summary>
/// <param name="First">The better route by its estimate.</param>
/// <param name="Second">The route that it is compared with.</param>
/// <param name="Difference">AUROC of the first less that of the second; both are drawn with the same samples in each bootstrap.</param>
public sealed record RouteComparison(string First, string Second, Interval Difference)
{
    /// <summary>Whether the interval excludes zero: only then is one route better than the other.</summary>
    public bool IsDecided => Difference.Low > 0 || Difference.High < 0;
}
