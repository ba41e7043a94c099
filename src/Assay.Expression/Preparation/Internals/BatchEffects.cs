using Assay.Expression.Matrices;

namespace Assay.Expression.Preparation.Internals;

/// <summary>
/// Shifts and spreads of batches, estimated gene by gene and drawn towards what the batch does to all genes: ComBat with parametric priors
/// (Johnson, Li and Rabinovic 2007, section 3.2). No class enters as a covariate, since that would carry labels into the features (Nygaard et al. 2016).
/// </summary>
internal sealed class BatchEffects
{
    private const int MostIterations = 200;
    private const double Tolerance = 1e-4;

    /// <param name="batches">Names of the batches.</param>
    /// <param name="mean">α, [genes]: mean over the batches, weighted by their samples.</param>
    /// <param name="spread">σ, [genes]: standard deviation within batches; 0 where the gene does not vary there, and is left alone.</param>
    /// <param name="shifts">γ*, [batches, genes], in units of σ.</param>
    /// <param name="scales">δ*, [batches, genes].</param>
    public BatchEffects(string[] batches, float[] mean, float[] spread, float[] shifts, float[] scales) => (Batches, Mean, Spread, Shifts, Scales) = (batches, mean, spread, shifts, scales);

    public string[] Batches { get; }

    public float[] Mean { get; }

    public float[] Spread { get; }

    public float[] Shifts { get; }

    public float[] Scales { get; }

    /// <summary>For each sample its place among the batches; −1 for a batch that was not there in training.</summary>
    public int[] Places(ExpressionMatrix matrix, string key) => [.. matrix.Annotation(key).Select(name => name is null ? -1 : Array.IndexOf(Batches, name))];

    public static BatchEffects Fit(float[] values, ExpressionMatrix training, string key)
    {
        var names = training.Annotation(key).Where(name => !string.IsNullOrWhiteSpace(name)).Select(name => name!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var genes = training.Genes == 0 || training.Samples == 0 ? 0 : values.Length / training.Samples;
        var effects = new BatchEffects(names, new float[genes], new float[genes], new float[names.Length * genes], Enumerable.Repeat(1f, names.Length * genes).ToArray());
        var places = effects.Places(training, key);
        var counts = new int[names.Length];
        foreach (var place in places)
            if (place >= 0) counts[place]++;
        var (means, variances) = (new double[names.Length * genes], new double[names.Length * genes]);
        var all = counts.Sum();
        GeneColumns.ForEach(values, training.Samples, (gene, column) =>
        {
            for (var i = 0; i < column.Length; i++)
                if (places[i] >= 0) means[places[i] * genes + gene] += column[i] / (double)counts[places[i]];
            for (var i = 0; i < column.Length; i++)
                if (places[i] >= 0) variances[places[i] * genes + gene] += Square(column[i] - means[places[i] * genes + gene]);
            var (mean, within) = (0.0, 0.0);
            for (var batch = 0; batch < counts.Length; batch++)
            {
                mean += means[batch * genes + gene] * counts[batch] / all;
                within += variances[batch * genes + gene] / all;
            }
            effects.Mean[gene] = (float)mean;
            var spread = Math.Sqrt(within);
            effects.Spread[gene] = (float)spread;
            for (var batch = 0; batch < counts.Length; batch++)
            {
                var place = batch * genes + gene;
                means[place] = spread == 0 ? 0 : (means[place] - mean) / spread;
                variances[place] = spread == 0 || counts[batch] < 2 ? 1 : variances[place] / (counts[batch] - 1) / within;
            }
        });
        for (var batch = 0; batch < counts.Length; batch++) effects.Shrink(batch, counts[batch], means.AsSpan(batch * genes, genes), variances.AsSpan(batch * genes, genes));
        return effects;
    }

    public void Apply(float[] values, int[] places)
    {
        var genes = Mean.Length;
        Parallel.For(0, places.Length, sample =>
        {
            if (places[sample] < 0) return;
            var row = values.AsSpan(sample * genes, genes);
            var first = places[sample] * genes;
            for (var gene = 0; gene < genes; gene++)
            {
                if (Spread[gene] == 0) continue;
                var standard = (row[gene] - Mean[gene]) / Spread[gene];
                row[gene] = (standard - Shifts[first + gene]) / Scales[first + gene] * Spread[gene] + Mean[gene];
            }
        });
    }

    // Posterior means of the shift (normal prior) and of the variance (inverse gamma prior), in turn until they stand still.
    private void Shrink(int batch, int count, ReadOnlySpan<double> shifts, ReadOnlySpan<double> variances)
    {
        var (genes, first) = (Mean.Length, batch * Mean.Length);
        var varying = Enumerable.Range(0, genes).Where(gene => Spread[gene] > 0).ToArray();
        if (varying.Length < 2)
        {
            for (var gene = 0; gene < genes; gene++) Shifts[first + gene] = (float)shifts[gene];
            return;
        }
        var (centre, width) = Moments(shifts, varying);
        var (level, range) = Moments(variances, varying);
        var estimatesVariance = count > 1 && range > 0;
        var (a, b) = estimatesVariance ? ((2 * range + level * level) / range, (level * range + level * level * level) / range) : (0, 0);
        foreach (var gene in varying)
        {
            var (shift, variance) = (shifts[gene], variances[gene]);
            for (var i = 0; i < MostIterations; i++)
            {
                var nextShift = (count * width * shifts[gene] + variance * centre) / (count * width + variance);
                var sum = (count - 1) * variances[gene] + count * Square(shifts[gene] - nextShift);
                var nextVariance = estimatesVariance ? (b + sum / 2) / (count / 2.0 + a - 1) : 1;
                var change = Math.Max(Math.Abs(nextShift - shift) / Math.Max(Math.Abs(shift), 1e-12), Math.Abs(nextVariance - variance) / variance);
                (shift, variance) = (nextShift, nextVariance);
                if (change < Tolerance) break;
            }
            Shifts[first + gene] = (float)shift;
            Scales[first + gene] = (float)Math.Sqrt(variance);
        }
    }

    private static (double Mean, double Variance) Moments(ReadOnlySpan<double> values, int[] places)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var place in places) mean += values[place] / places.Length;
        foreach (var place in places) squares += Square(values[place] - mean);
        return (mean, squares / (places.Length - 1));
    }

    private static double Square(double value) => value * value;
}
