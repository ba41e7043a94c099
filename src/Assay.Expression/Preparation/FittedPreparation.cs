using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation.Internals;

namespace Assay.Expression.Preparation;

/// <summary>
/// What was estimated on training samples, ready to prepare any others: genes matched by name, duplicates merged, logarithm, missing values filled,
/// quantiles, batches, selection of genes, scaling, in this order.
/// <code>
/// var preparation = FittedPreparation.Fit(matrix.SelectSamples(fold.Train), new PreparationOptions { Genes = 2000 });
/// ExpressionMatrix train = preparation.Apply(matrix.SelectSamples(fold.Train));   // [800, 2000]
/// ExpressionMatrix test = preparation.Apply(matrix.SelectSamples(fold.Test));     // [200, 2000], nothing of it was looked at before
/// </code>
/// </summary>
public sealed partial class FittedPreparation
{
    private const double LeastDeviation = 1e-6; // below the rounding of values of size 15 in single precision

    private readonly GeneMatch _match;
    private readonly float[] _medians;      // [names]
    private readonly float[]? _quantiles;   // [names]
    private readonly BatchEffects? _batches;
    private readonly ImmutableArray<int> _kept; // places among names
    private readonly float[] _centre;       // [genes]
    private readonly float[] _scale;        // [genes]

    private FittedPreparation(PreparationOptions options, LogRule logarithm, GeneMatch match, float[] medians, float[]? quantiles, BatchEffects? batches, ImmutableArray<int> kept, float[] centre, float[] scale)
    {
        (Options, Logarithm, _match, _medians, _quantiles, _batches, _kept, _centre, _scale) = (options, logarithm, match, medians, quantiles, batches, kept, centre, scale);
        Genes = [.. kept.Select(place => match.Names[place])];
    }

    /// <summary>What was asked for.</summary>
    public PreparationOptions Options { get; }

    /// <summary>The logarithm that is taken; never <see cref="LogRule.Auto"/>.</summary>
    public LogRule Logarithm { get; }

    /// <summary>Names of the genes that come out, in their order.</summary>
    public ImmutableArray<string> Genes { get; }

    /// <summary>What is subtracted from each gene after the logarithm, [genes].</summary>
    public ReadOnlySpan<float> Centre => _centre;

    /// <summary>What each gene is then divided by, [genes].</summary>
    public ReadOnlySpan<float> Scale => _scale;

    /// <summary>Estimates everything on the samples given, which must be training samples alone.</summary>
    /// <param name="training">Training samples, at least two.</param>
    /// <param name="options">How to prepare.</param>
    /// <exception cref="InputException">There are fewer than two samples, no gene varies, or an annotation is not there.</exception>
    public static FittedPreparation Fit(ExpressionMatrix training, PreparationOptions options)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Genes is { } asked) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(asked, nameof(options));
        if (training.Samples < 2) throw new InputException($"{training.Samples} training sample(s) show no variation; give at least two.");
        var samples = training.Samples;
        var logarithm = Internals.Logarithm.Choose(training, options.Logarithm);
        var match = GeneMatch.Fit(training, options);
        var values = match.Values(training, out _);
        Internals.Logarithm.Apply(values, logarithm, options.Floor);
        var medians = Medians(values, samples);
        Fill(values, medians);
        var quantiles = options.QuantileNormalise ? QuantileReference.Fit(values, samples) : null;
        if (quantiles is not null) QuantileReference.Apply(values, samples, quantiles);
        BatchEffects? batches = null;
        if (options.BatchKey is { } key)
        {
            batches = BatchEffects.Fit(values, training, key);
            batches.Apply(values, batches.Places(training, key));
        }
        var genes = match.Names.Length;
        var (means, deviations, low, high) = (new double[genes], new double[genes], new float[genes], new float[genes]);
        GeneColumns.ForEach(values, samples, (gene, column) =>
        {
            (means[gene], var variance, low[gene], high[gene]) = GeneColumns.Moments(column);
            deviations[gene] = Math.Sqrt(variance);
        });
        var kept = Select(deviations, options.Genes);
        if (kept.IsEmpty) throw new InputException($"None of the {genes} genes varies over the {samples} training samples; check that the values are what you mean.");
        var centre = kept.Select(gene => options.Scaling switch { GeneScaling.ZScore or GeneScaling.Centre => (float)means[gene], GeneScaling.MinMax => low[gene], _ => 0 });
        var scale = kept.Select(gene => options.Scaling switch { GeneScaling.ZScore => (float)deviations[gene], GeneScaling.MinMax => high[gene] - low[gene], _ => 1 });
        return new FittedPreparation(options, logarithm, match, medians, quantiles, batches, kept, [.. centre], [.. scale]);
    }

    /// <summary>Prepares samples.</summary>
    /// <param name="matrix">Raw values, as the training matrix had them.</param>
    /// <returns>[samples, genes] with the genes of <see cref="Genes"/>, none missing.</returns>
    /// <exception cref="InputException">The matrix lacks more than half of the genes, or the batch annotation.</exception>
    public ExpressionMatrix Apply(ExpressionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var values = Unscaled(matrix);
        Parallel.For(0, matrix.Samples, sample =>
        {
            var row = values.AsSpan(sample * _scale.Length, _scale.Length);
            for (var gene = 0; gene < row.Length; gene++) row[gene] = (row[gene] - _centre[gene]) / _scale[gene];
        });
        return Wrap(matrix, values);
    }

    /// <summary>Prepares samples but for the scaling: on the logarithmic scale, in which errors are reported.</summary>
    /// <inheritdoc cref="Apply"/>
    public ExpressionMatrix ApplyWithoutScaling(ExpressionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Wrap(matrix, Unscaled(matrix));
    }

    /// <summary>Takes scaled values back to the logarithmic scale, in place.</summary>
    /// <param name="values">[samples, genes].</param>
    public void Unscale(Span<float> values)
    {
        if (values.Length % _scale.Length != 0) throw new ArgumentException($"{values.Length} values are not whole profiles of {_scale.Length} genes.", nameof(values));
        for (var start = 0; start < values.Length; start += _scale.Length)
        {
            var row = values.Slice(start, _scale.Length);
            for (var gene = 0; gene < row.Length; gene++) row[gene] = row[gene] * _scale[gene] + _centre[gene];
        }
    }

    /// <summary>How many of the genes that the preparation was fitted on a matrix lacks; they are filled with the training medians.</summary>
    public int Lacking(ExpressionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        _match.Values(matrix.SelectSamples([]), out var lacking);
        return lacking;
    }

    /// <summary>Samples whose batch was not there in training, and which are therefore not corrected.</summary>
    public int UncorrectedSamples(ExpressionMatrix matrix) => _batches is null ? 0 : _batches.Places(matrix, Options.BatchKey!).Count(place => place < 0);

    /// <summary>What was decided, in sentences.</summary>
    public IEnumerable<string> Describe()
    {
        yield return Logarithm switch
        {
            LogRule.Log2PlusOne => "Values are taken to log2(x + 1).",
            LogRule.FloorLog2 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Values below {Options.Floor} are raised to it, then taken to log2."),
            _ => "Values are used on the scale that they have.",
        };
        if (_quantiles is not null) yield return "Every sample gets the mean distribution of the training samples (quantile normalisation).";
        if (_batches is not null) yield return $"Shifts and spreads of {_batches.Batches.Length} batches of '{Options.BatchKey}' are taken out (ComBat).";
        yield return $"{Genes.Length} of {_match.Names.Length} genes are used{(Options.Genes is null ? ", those that vary over the training samples" : ", those of greatest variance over the training samples")}.";
        yield return Options.Scaling switch
        {
            GeneScaling.ZScore => "Each gene is scaled to mean 0 and standard deviation 1 over the training samples.",
            GeneScaling.MinMax => "Each gene is scaled to 0 to 1 over the training samples.",
            GeneScaling.Centre => "Each gene is centred on its training mean.",
            _ => "Genes are not scaled.",
        };
    }

    private float[] Unscaled(ExpressionMatrix matrix)
    {
        var values = _match.Values(matrix, out _);
        Internals.Logarithm.Apply(values, Logarithm, Options.Floor);
        Fill(values, _medians);
        if (_quantiles is not null) QuantileReference.Apply(values, matrix.Samples, _quantiles);
        _batches?.Apply(values, _batches.Places(matrix, Options.BatchKey!));
        var (all, some) = (_medians.Length, _kept.Length);
        if (some == all) return values;
        var chosen = new float[checked(matrix.Samples * some)];
        Parallel.For(0, matrix.Samples, sample =>
        {
            for (var gene = 0; gene < some; gene++) chosen[sample * some + gene] = values[sample * all + _kept[gene]];
        });
        return chosen;
    }

    private ExpressionMatrix Wrap(ExpressionMatrix matrix, float[] values) => new(values, matrix.SampleNames, Genes, matrix.SampleAnnotations);

    private static float[] Medians(float[] values, int samples)
    {
        var medians = new float[values.Length / samples];
        GeneColumns.ForEach(values, samples, (gene, column) =>
        {
            column.Sort(); // missing ones come first
            var missing = 0;
            while (missing < column.Length && float.IsNaN(column[missing])) missing++;
            var present = column[missing..];
            medians[gene] = present.IsEmpty ? 0 : (present[(present.Length - 1) / 2] + present[present.Length / 2]) / 2;
        });
        return medians;
    }

    private static void Fill(float[] values, float[] medians)
    {
        var genes = medians.Length;
        Parallel.For(0, genes == 0 ? 0 : values.Length / genes, sample =>
        {
            var row = values.AsSpan(sample * genes, genes);
            for (var gene = 0; gene < row.Length; gene++)
                if (float.IsNaN(row[gene])) row[gene] = medians[gene];
        });
    }

    private static ImmutableArray<int> Select(double[] deviations, int? count)
    {
        var varying = Enumerable.Range(0, deviations.Length).Where(gene => deviations[gene] > LeastDeviation);
        return count is { } most ? [.. varying.OrderByDescending(gene => deviations[gene]).ThenBy(gene => gene).Take(most).Order()] : [.. varying];
    }
}
