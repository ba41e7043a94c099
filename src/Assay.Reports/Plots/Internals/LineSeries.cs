namespace Assay.Reports.Plots.Internals;

/// <summary>One line of a plot, point by point.</summary>
internal sealed record LineSeries(string Name, double[] X, double[] Y)
{
    /// <summary>The series as its axes show it: decimal logarithms on a logarithmic axis.</summary>
    internal LineSeries Scaled(bool logarithmicX, bool logarithmicY) =>
        new(Name, logarithmicX ? Array.ConvertAll(X, Logarithm) : X, logarithmicY ? Array.ConvertAll(Y, Logarithm) : Y);

    /// <summary>The points that can be drawn.</summary>
    internal IEnumerable<(double X, double Y)> Points() => X.Zip(Y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second));

    /// <summary>The line in pieces, broken where a point cannot be drawn.</summary>
    internal IEnumerable<(double X, double Y)[]> Pieces()
    {
        var piece = new List<(double, double)>();
        for (var i = 0; i < X.Length; i++)
        {
            if (double.IsFinite(X[i]) && double.IsFinite(Y[i]))
            {
                piece.Add((X[i], Y[i]));
                continue;
            }
            if (piece.Count > 0) yield return [.. piece];
            piece.Clear();
        }
        if (piece.Count > 0) yield return [.. piece];
    }

    private static double Logarithm(double value) => value > 0 ? Math.Log10(value) : double.NaN;
}
