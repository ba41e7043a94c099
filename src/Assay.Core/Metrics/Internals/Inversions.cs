namespace Assay.Core.Metrics.Internals;

/// <summary>Counts the pairs that are out of order, i &lt; j with v_i &gt; v_j, while it sorts (bottom-up merge sort).</summary>
internal static class Inversions
{
    public static long CountAndSort(double[] values)
    {
        long inversions = 0;
        var (from, to) = (values, new double[values.Length]);
        for (var width = 1; width < values.Length; width *= 2)
        {
            for (var start = 0; start < values.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, values.Length);
                inversions += Merge(from, to, start, middle, Math.Min(middle + width, values.Length));
            }
            (from, to) = (to, from);
        }
        if (from != values) from.CopyTo(values, 0);
        return inversions;
    }

    private static long Merge(double[] from, double[] to, int start, int middle, int end)
    {
        long inversions = 0;
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            if (left < middle && (right >= end || from[left] <= from[right])) to[i] = from[left++];
            else
            {
                inversions += middle - left; // everything left over on the left is greater
                to[i] = from[right++];
            }
        }
        return inversions;
    }
}
