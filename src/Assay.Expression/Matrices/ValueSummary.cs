using System.Globalization;
using System.Runtime.InteropServices;

namespace Assay.Expression.Matrices;

/// <summary>What the values of a matrix are like: range, scale, what is missing, constant or there twice.</summary>
public sealed record ValueSummary
{
    private const int MostForQuantiles = 1 << 20;

    private static readonly double[] Shares = [0.01, 0.25, 0.5, 0.75, 0.99];

    /// <summary>Smallest value; NaN where all are missing.</summary>
    public float Minimum { get; init; } = float.NaN;

    /// <summary>Largest value; NaN where all are missing.</summary>
    public float Maximum { get; init; } = float.NaN;

    /// <summary>The quantiles 1 %, 25 %, 50 %, 75 % and 99 %, from at most a million values evenly spread over the matrix.</summary>
    public IReadOnlyList<float> Quantiles { get; init; } = [];

    /// <summary>Values that are missing.</summary>
    public long Missing { get; init; }

    /// <summary>Values below zero.</summary>
    public long Negative { get; init; }

    /// <summary>Values that are whole numbers.</summary>
    public long Whole { get; init; }

    /// <summary>Genes with the same value in every sample that has one.</summary>
    public int ConstantGenes { get; init; }

    /// <summary>Genes that are missing in every sample.</summary>
    public int EmptyGenes { get; init; }

    /// <summary>Samples that lack every gene.</summary>
    public int EmptySamples { get; init; }

    /// <summary>Rows whose gene name occurs on another row too.</summary>
    public int RowsWithSharedName { get; init; }

    /// <summary>Gene names that occur more than once.</summary>
    public int SharedNames { get; init; }

    /// <summary>Pairs of samples with the same values throughout: the first, and the one that repeats it.</summary>
    public IReadOnlyList<(int First, int Second)> RepeatedProfiles { get; init; } = [];

    /// <summary>The scale that the values seem to be on.</summary>
    public ValueScale Scale { get; init; }

    /// <summary>Why this scale, in words with numbers.</summary>
    public string ScaleReason { get; init; } = "";

    /// <summary>Looks through a matrix.</summary>
    public static ValueSummary Of(ExpressionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var (samples, genes) = (matrix.Samples, matrix.Genes);
        var (low, high, present) = (new float[genes], new float[genes], new int[genes]);
        Array.Fill(low, float.PositiveInfinity);
        Array.Fill(high, float.NegativeInfinity);
        var sums = new double[genes];
        long missing = 0, negative = 0, whole = 0;
        var emptySamples = 0;
        for (var sample = 0; sample < samples; sample++)
        {
            var row = matrix.Row(sample);
            var missingBefore = missing;
            for (var gene = 0; gene < row.Length; gene++)
            {
                var value = row[gene];
                if (float.IsNaN(value))
                {
                    missing++;
                    continue;
                }
                present[gene]++;
                sums[gene] += value;
                if (value < 0) negative++;
                if (MathF.Floor(value) == value) whole++;
                if (value < low[gene]) low[gene] = value;
                if (value > high[gene]) high[gene] = value;
            }
            if (missing - missingBefore == genes) emptySamples++;
        }
        var quantiles = QuantilesOf(matrix.Values);
        var summary = new ValueSummary
        {
            Minimum = quantiles.Length == 0 ? float.NaN : low.Min(),
            Maximum = quantiles.Length == 0 ? float.NaN : high.Max(),
            Quantiles = quantiles,
            Missing = missing,
            Negative = negative,
            Whole = whole,
            ConstantGenes = Enumerable.Range(0, genes).Count(gene => present[gene] > 0 && low[gene] == high[gene]),
            EmptyGenes = present.Count(count => count == 0),
            EmptySamples = emptySamples,
            RepeatedProfiles = Repeated(matrix),
        };
        var shared = matrix.GeneNames.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Count()).ToArray();
        summary = summary with { RowsWithSharedName = shared.Sum(), SharedNames = shared.Length };
        if (quantiles.Length == 0) return summary;
        var centred = Enumerable.Range(0, genes).Count(gene => present[gene] > 0 && Math.Abs(sums[gene] / present[gene]) < 0.1 * Math.Max(1e-6, high[gene] - low[gene])) / (double)genes;
        var (scale, why) = ScaleOf(summary, (long)samples * genes - missing, centred);
        return summary with { Scale = scale, ScaleReason = why };
    }

    // The rule of NCBI's GEO2R: values are linear where the 99 % quantile exceeds 100, or the range exceeds 50 and the lower quartile zero.
    private static (ValueScale Scale, string Why) ScaleOf(ValueSummary values, long present, double centredShare)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        var range = values.Maximum - values.Minimum;
        var linear = values.Quantiles[4] > 100 || range > 50 && values.Quantiles[1] > 0;
        if (values.Minimum >= 0 && values.Whole == present && values.Maximum > 1 && (linear || values.Maximum > 30))
            return (ValueScale.Counts, Text($"all values are whole numbers from {values.Minimum} to {values.Maximum}"));
        if (linear && values.Negative > 0)
            return (ValueScale.LinearWithNegatives, Text($"99 % lie below {values.Quantiles[4]:G6}, too far for logarithms, and {100.0 * values.Negative / present:F1} % are negative"));
        if (linear) return (ValueScale.Linear, Text($"99 % lie below {values.Quantiles[4]:G6}, too far for logarithms"));
        if (values.Minimum >= 0 && values.Maximum <= 1) return (ValueScale.UnitInterval, Text($"all lie within {values.Minimum} and {values.Maximum}"));
        if (values.Negative > 0.2 * present && centredShare > 0.8)
            return (ValueScale.Centred, Text($"{100 * centredShare:F0} % of the genes have a mean near zero"));
        return (ValueScale.Logarithm, Text($"all lie within {values.Minimum:G6} and {values.Maximum:G6}"));
    }

    private static float[] QuantilesOf(float[] values)
    {
        // An even stride that shares no factor with the number of genes would be best; an odd one is near enough.
        var stride = Math.Max(1, values.Length / MostForQuantiles) | 1;
        var chosen = new List<float>(values.Length / stride + 1);
        for (long place = 0; place < values.LongLength; place += stride)
            if (!float.IsNaN(values[place])) chosen.Add(values[place]);
        if (chosen.Count == 0) chosen.AddRange(values.Where(value => !float.IsNaN(value))); // hardly any is there
        if (chosen.Count == 0) return [];
        chosen.Sort();
        return [.. Shares.Select(share => chosen[(int)(share * (chosen.Count - 1))])];
    }

    private static List<(int First, int Second)> Repeated(ExpressionMatrix matrix)
    {
        var firsts = new Dictionary<int, List<int>>();
        var pairs = new List<(int, int)>();
        for (var sample = 0; sample < matrix.Samples; sample++)
        {
            var row = matrix.Row(sample);
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(row));
            if (!firsts.TryGetValue(hash.ToHashCode(), out var same)) firsts[hash.ToHashCode()] = same = [];
            var first = same.FindIndex(other => MemoryMarshal.AsBytes(matrix.Row(other)).SequenceEqual(MemoryMarshal.AsBytes(matrix.Row(sample))));
            if (first >= 0) pairs.Add((same[first], sample));
            else same.Add(sample);
        }
        return pairs;
    }
}
