namespace Assay.Core.Metrics;

/// <summary>How well scores put the relevant things first.</summary>
public static class Ranking
{
    /// <summary>
    /// Area under the receiver operating characteristic: the chance that a relevant thing scores above an irrelevant one, ties counting half
    /// (the Mann–Whitney statistic over the number of pairs). Not a number where all or none are relevant.
    /// </summary>
    /// <param name="scores">Higher is more relevant, shape [n].</param>
    /// <param name="relevant">Which are, shape [n].</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a score is not a number.</exception>
    public static double AreaUnderRoc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> relevant)
    {
        var (sorted, flags) = Sorted(scores, relevant);
        double wins = 0;
        long positives = 0, negatives = 0;
        for (var start = 0; start < sorted.Length;) // ascending, one group of equal scores after the other
        {
            long positivesHere = 0, negativesHere = 0;
            var end = start;
            for (; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
                if (flags[end]) positivesHere++;
                else negativesHere++;
            }
            wins += positivesHere * (negatives + negativesHere / 2.0);
            positives += positivesHere;
            negatives += negativesHere;
            start = end;
        }
        return positives == 0 || negatives == 0 ? double.NaN : wins / ((double)positives * negatives);
    }

    /// <summary>
    /// Average precision Σ (R_n − R_{n−1}) P_n over the distinct scores as thresholds, without interpolation, so that ties do not depend on
    /// the order of the input. Not a number where none is relevant.
    /// </summary>
    /// <inheritdoc cref="AreaUnderRoc"/>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> relevant)
    {
        var (sorted, flags) = Sorted(scores, relevant);
        double sum = 0;
        long found = 0, seen = 0;
        for (var end = sorted.Length; end > 0;) // descending
        {
            var start = end;
            long foundHere = 0;
            for (; start > 0 && sorted[start - 1] == sorted[end - 1]; start--) foundHere += flags[start - 1] ? 1 : 0;
            seen += end - start;
            found += foundHere;
            sum += foundHere * ((double)found / seen);
            end = start;
        }
        return found == 0 ? double.NaN : sum / found;
    }

    /// <summary>One over the place of the first relevant thing in a ranked list (best first); 0 where there is none.</summary>
    public static double ReciprocalRank(ReadOnlySpan<bool> ranked)
    {
        var place = ranked.IndexOf(true);
        return place < 0 ? 0 : 1.0 / (place + 1);
    }

    /// <summary>
    /// Normalised discounted cumulative gain: Σ (2^g_i − 1) / log₂(i + 1) over the first <paramref name="depth"/> places, divided by the same
    /// sum of the best possible order (Järvelin and Kekäläinen 2002, with the exponential gain of Burges et al. 2005). Not a number where no gain is above zero.
    /// </summary>
    /// <param name="ranked">Gains in the order that is judged (best first); not negative.</param>
    /// <param name="depth">How many places count; all by default.</param>
    /// <exception cref="ArgumentException">A gain is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="depth"/> is not positive.</exception>
    public static double NormalizedDiscountedCumulativeGain(ReadOnlySpan<double> ranked, int depth = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        foreach (var gain in ranked)
            if (!double.IsFinite(gain) || gain < 0) throw new ArgumentException($"A gain is {gain}; gains are finite and not negative.", nameof(ranked));
        var best = ranked.ToArray();
        Array.Sort(best);
        Array.Reverse(best);
        var ideal = DiscountedGain(best, depth);
        return ideal > 0 ? DiscountedGain(ranked, depth) / ideal : double.NaN;
    }

    private static double DiscountedGain(ReadOnlySpan<double> gains, int depth)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(depth, gains.Length); i++) sum += (Math.Pow(2, gains[i]) - 1) / Math.Log2(i + 2);
        return sum;
    }

    private static (double[] Scores, bool[] Relevant) Sorted(ReadOnlySpan<double> scores, ReadOnlySpan<bool> relevant)
    {
        if (scores.Length != relevant.Length) throw new ArgumentException($"There are {scores.Length} scores for {relevant.Length} things.");
        foreach (var score in scores)
            if (double.IsNaN(score)) throw new ArgumentException("A score is not a number.", nameof(scores));
        var (keys, flags) = (scores.ToArray(), relevant.ToArray());
        Array.Sort(keys, flags);
        return (keys, flags);
    }
}
