using Assay.Core.Machine;
using Assay.Core.Memory;
using Assay.Core.Projections.Internals;
using Assay.Core.Randomness;

namespace Assay.Core.Projections;

/// <summary>How many dimensions a cloud of points really fills, by three measures that answer different questions.</summary>
public sealed record IntrinsicDimension
{
    private const double KeptShare = 0.9; // the largest tenth of the ratios is left out, as in the paper: outliers bend the line there

    /// <summary>(Σλ)² / Σλ² over the variances λ of the principal components: d for a round cloud, 1 for a line. Linear and global.</summary>
    public required double ParticipationRatio { get; init; }

    /// <summary>Fewest principal components that hold 90 % of the variance.</summary>
    public required int ComponentsForNinetyPercent { get; init; }

    /// <summary>
    /// TwoNN (Facco, d'Errico, Rodriguez and Laio 2017): slope of −log(1 − F(μ)) over log μ, where μ is the ratio of the distances to the second
    /// and the first neighbour. Sees curved surfaces, only the finest scale, and falls short above about 20 dimensions. Not a number where too few points differ.
    /// </summary>
    public required double TwoNearestNeighbours { get; init; }

    /// <summary>Number of points whose neighbours were looked at.</summary>
    public required int Samples { get; init; }

    /// <summary>Measures the rows of a matrix.</summary>
    /// <param name="data">Points as rows, [n, d], at least three and all finite.</param>
    /// <param name="samples">Most points whose neighbours are looked for, among all; drawn at random. The time is proportional to it.</param>
    /// <param name="seed">Of that draw.</param>
    /// <param name="threads">Most threads to use. Null: the physical cores.</param>
    /// <param name="cancellation">Stops the computation.</param>
    /// <exception cref="ArgumentException">Fewer than three points, or a number that is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IntrinsicDimension Of(NativeMatrix data, int samples = 2_000, ulong seed = 1, int? threads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        if (data.Rows < 3) throw new ArgumentException($"{data.Rows} points have no second neighbours; at least three are needed.", nameof(data));
        var cores = Math.Max(1, threads ?? Processor.PhysicalCores);
        var components = PrincipalComponents.Fit(data, 0, cores, cancellation);
        var queries = Enumerable.Range(0, data.Rows).ToArray();
        if (samples < queries.Length)
        {
            RandomStream.Split(seed, key: 0x32_4E4E).Shuffle<int>(queries); // "2NN"
            queries = queries[..samples];
        }
        var neighbours = Neighbours.Find(data, queries, 2, cores, done: null, cancellation);
        return new IntrinsicDimension
        {
            ParticipationRatio = Participation(components.Variances),
            ComponentsForNinetyPercent = ComponentsFor(components.Variances, 0.9),
            TwoNearestNeighbours = Slope(neighbours.SquaredDistances),
            Samples = queries.Length,
        };
    }

    private static double Participation(ReadOnlySpan<double> variances)
    {
        double sum = 0, squares = 0;
        foreach (var variance in variances)
        {
            sum += variance;
            squares += variance * variance;
        }
        return sum * sum / squares;
    }

    private static int ComponentsFor(ReadOnlySpan<double> variances, double share)
    {
        var whole = 0.0;
        foreach (var variance in variances) whole += variance;
        var (sum, count) = (0.0, 0);
        while (count < variances.Length && sum < share * whole) sum += variances[count++];
        return count;
    }

    // Least squares through the origin of −log(1 − F) over log μ, F being the share of ratios up to μ.
    private static double Slope(ReadOnlySpan<float> squaredDistances)
    {
        var ratios = new List<double>(squaredDistances.Length / 2);
        for (var i = 0; i < squaredDistances.Length; i += 2)
            if (squaredDistances[i] > 0) ratios.Add(0.5 * Math.Log((double)squaredDistances[i + 1] / squaredDistances[i])); // a copy of another point says nothing
        ratios.Sort();
        double above = 0, below = 0;
        for (var i = 0; i < (int)(KeptShare * ratios.Count); i++)
        {
            above += ratios[i] * -Math.Log(1 - (i + 1.0) / ratios.Count);
            below += ratios[i] * ratios[i];
        }
        return below > 0 ? above / below : double.NaN;
    }
}
