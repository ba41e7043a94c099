using Assay.Core.Metrics.Internals;

namespace Assay.Core.Metrics;

/// <summary>
/// How far two lists of numbers about the same things agree: their values (Pearson), their order (Spearman, Kendall).
/// All are in [−1, 1], and not a number where a list is constant, since then there is no order to agree with.
/// </summary>
public static class RankCorrelation
{
    /// <summary>Pearson's r = cov(x, y) / (σ_x σ_y), from centred sums in two passes.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, are empty, or hold something that is not finite.</exception>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        var (meanX, meanY) = (Mean(x), Mean(y));
        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        return xx == 0 || yy == 0 ? double.NaN : Math.Clamp(xy / (Math.Sqrt(xx) * Math.Sqrt(yy)), -1, 1);
    }

    /// <summary>Spearman's ρ: Pearson's r of the ranks, where equal values share the mean of their ranks.</summary>
    /// <inheritdoc cref="Pearson"/>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        return Pearson(Ranks.Of(x), Ranks.Of(y));
    }

    /// <summary>
    /// Kendall's τ_b = (concordant − discordant) / √((pairs − ties in x)(pairs − ties in y)), in O(n log n)
    /// by counting the exchanges of a merge sort (Knight 1966).
    /// </summary>
    /// <inheritdoc cref="Pearson"/>
    public static double KendallTauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        var pairs = new (double X, double Y)[x.Length];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = (x[i] + 0.0, y[i] + 0.0); // + 0 turns −0 into 0, which is a tie
        Array.Sort(pairs, static (a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        long tiedX = 0, tiedBoth = 0, runX = 1, runBoth = 1;
        for (var i = 1; i <= pairs.Length; i++)
        {
            var sameX = i < pairs.Length && pairs[i].X == pairs[i - 1].X;
            if (sameX && pairs[i].Y == pairs[i - 1].Y) runBoth++;
            else
            {
                tiedBoth += runBoth * (runBoth - 1) / 2;
                runBoth = 1;
            }
            if (sameX) runX++;
            else
            {
                tiedX += runX * (runX - 1) / 2;
                runX = 1;
            }
        }
        var values = Array.ConvertAll(pairs, static pair => pair.Y);
        var discordant = Inversions.CountAndSort(values);
        long tiedY = 0, runY = 1;
        for (var i = 1; i <= values.Length; i++)
        {
            if (i < values.Length && values[i] == values[i - 1])
            {
                runY++;
                continue;
            }
            tiedY += runY * (runY - 1) / 2;
            runY = 1;
        }
        var all = (long)x.Length * (x.Length - 1) / 2;
        if (all == tiedX || all == tiedY) return double.NaN;
        var difference = all - tiedX - tiedY + tiedBoth - 2 * discordant; // concordant − discordant
        return Math.Clamp(difference / (Math.Sqrt(all - tiedX) * Math.Sqrt(all - tiedY)), -1, 1);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static void Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length) throw new ArgumentException($"The lists have {x.Length} and {y.Length} values; they must be of one length.");
        if (x.IsEmpty) throw new ArgumentException("There is nothing to correlate: the lists are empty.");
        for (var i = 0; i < x.Length; i++)
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) throw new ArgumentException($"Value {i} is not finite.");
    }
}
