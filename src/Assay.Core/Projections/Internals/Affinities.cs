namespace Assay.Core.Projections.Internals;

/// <summary>
/// The joint probabilities P of t-SNE, sparse: p_j|i ∝ exp(−β_i d_ij²) over the nearest neighbours with β_i found by bisection
/// so that the perplexity is as wanted, and p_ij = (p_j|i + p_i|j) / 2n (van der Maaten 2014, section 3).
/// </summary>
internal sealed class Affinities
{
    private Affinities(int[] starts, int[] columns, double[] values) => (Starts, Columns, Values) = (starts, columns, values);

    /// <summary>Where each row begins in <see cref="Columns"/> and <see cref="Values"/>, [n + 1].</summary>
    public int[] Starts { get; }

    /// <summary>The other point of each entry; ascending within a row.</summary>
    public int[] Columns { get; }

    /// <summary>p_ij; they sum to 1.</summary>
    public double[] Values { get; }

    /// <summary>Affinities from the neighbours of all points, in the order of the points.</summary>
    public static Affinities Of(Neighbours neighbours, double perplexity)
    {
        var count = neighbours.Count;
        var points = neighbours.Ids.Length / count;
        var conditional = new double[neighbours.Ids.Length];
        for (var point = 0; point < points; point++)
            Conditional(neighbours.SquaredDistances.AsSpan(point * count, count), Math.Log(perplexity), conditional.AsSpan(point * count, count));
        return Symmetric(neighbours, conditional, points);
    }

    /// <summary>p_j|i over the neighbours j of one point.</summary>
    /// <param name="squaredDistances">d_ij², nearest first, [k].</param>
    /// <param name="entropy">Wanted entropy, the natural logarithm of the perplexity.</param>
    /// <param name="result">Sums to 1, [k].</param>
    public static void Conditional(ReadOnlySpan<float> squaredDistances, double entropy, Span<double> result)
    {
        const double Tolerance = 1e-7;
        const int MostSteps = 200;
        var (beta, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var step = 0; step < MostSteps; step++)
        {
            // Distances count from the nearest: the factor cancels, and the sum is never 0.
            double sum = 0, weighted = 0;
            for (var j = 0; j < result.Length; j++)
            {
                double distance = squaredDistances[j] - squaredDistances[0];
                sum += result[j] = Math.Exp(-beta * distance);
                weighted += distance * result[j];
            }
            for (var j = 0; j < result.Length; j++) result[j] /= sum;
            var difference = Math.Log(sum) + beta * weighted / sum - entropy;
            if (Math.Abs(difference) < Tolerance) return;
            if (difference > 0) (low, beta) = (beta, double.IsInfinity(high) ? beta * 2 : (beta + high) / 2);
            else (high, beta) = (beta, (beta + low) / 2);
            if (!double.IsFinite(beta) || beta == low || beta == high) return; // equal distances: any β gives the same
        }
    }

    private static Affinities Symmetric(Neighbours neighbours, double[] conditional, int points)
    {
        var count = neighbours.Count;
        var starts = new int[points + 1];
        foreach (var id in neighbours.Ids) starts[id + 1] += 1;
        for (var point = 0; point < points; point++) starts[point + 1] = checked(starts[point + 1] + starts[point] + count);
        // Both directions of every edge; an edge that is there twice is joined below.
        var (columns, values) = (new int[starts[points]], new double[starts[points]]);
        var next = starts[..points];
        for (var i = 0; i < neighbours.Ids.Length; i++)
        {
            var (from, to, value) = (i / count, neighbours.Ids[i], conditional[i] / (2.0 * points));
            (columns[next[from]], values[next[from]++]) = (to, value);
            (columns[next[to]], values[next[to]++]) = (from, value);
        }
        var kept = 0;
        for (var point = 0; point < points; point++)
        {
            var (start, end) = (starts[point], starts[point + 1]);
            Array.Sort(columns, values, start, end - start);
            starts[point] = kept;
            for (var i = start; i < end; i++)
            {
                if (kept > starts[point] && columns[kept - 1] == columns[i]) values[kept - 1] += values[i];
                else (columns[kept], values[kept++]) = (columns[i], values[i]);
            }
        }
        starts[points] = kept;
        return new Affinities(starts, columns[..kept], values[..kept]);
    }
}
