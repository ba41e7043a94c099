namespace Assay.Core.Metrics.Internals;

/// <summary>Ranks from 1, equal values sharing the mean of their ranks ("fractional ranking").</summary>
internal static class Ranks
{
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            for (var i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2.0;
            start = end;
        }
        return ranks;
    }
}
