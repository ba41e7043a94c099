using System.Globalization;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Matrices;
using Assay.Torch;
using Assay.Torch.Doctor;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Leaks;

/// <summary>
/// Looks for what a split or a preparation of one's own gives away of the test samples: profiles on both sides, scaling fitted on all samples, genes chosen with the test labels.
/// <code>
/// Finding? twice = LeakCheck.Duplicates(train, test);
/// Finding? scaled = LeakCheck.Scaling(train, test, means);
/// Finding? chosen = LeakCheck.Selection(train, trainPositive, test, testPositive, genes);
/// </code>
/// </summary>
public static class LeakCheck
{
    // Profiles of different patients, each gene standardised, correlate by at most 0.73 (prostate), 0.74 (breast) and 0.41 (leukaemia) in the public cohorts tried.
    private const double LeastCorrelation = 0.95;
    private const double LargestPValue = 1e-3;
    private const int Named = 3;

    /// <summary>Test profiles that are in the training set, or nearly so: a measurement repeated, a patient on both sides, noise added to a copy.</summary>
    /// <param name="train">Training profiles on a logarithmic scale, none missing.</param>
    /// <param name="test">Test profiles of the same genes.</param>
    /// <returns>The finding; null where there is none.</returns>
    public static Finding? Duplicates(ExpressionMatrix train, ExpressionMatrix test)
    {
        Check(train, test);
        LibTorch.Load();
        float[] best;
        long[] nearest;
        using (var scope = NewDisposeScope())
        using (var quiet = no_grad())
        {
            var (from, to) = (tensor(train.Values, train.Samples, train.Genes), tensor(test.Values, test.Samples, test.Genes));
            var all = cat([from, to], 0);
            var (mean, deviation) = (all.mean([0]), all.std(0, unbiased: false).clamp_min(1e-6));  // over all: a copy is one whichever side it is on
            var correlations = Unit((to - mean) / deviation).matmul(Unit((from - mean) / deviation).t()); // [test, train]
            var (values, places) = correlations.max(1);
            (best, nearest) = (values.data<float>().ToArray(), places.data<long>().ToArray());
        }
        int[] found = [.. Enumerable.Range(0, best.Length).Where(sample => best[sample] > LeastCorrelation).OrderByDescending(sample => best[sample])];
        if (found.Length == 0) return null;
        var exact = found.Count(sample => test.Row(sample).SequenceEqual(train.Row((int)nearest[sample])));
        var names = string.Join(", ", found.Take(Named).Select(sample => string.Create(CultureInfo.InvariantCulture, $"'{test.SampleNames[sample]}' is '{train.SampleNames[(int)nearest[sample]]}' (correlation {best[sample]:0.000})")));
        return new Finding(
            "duplicates-across-split", FindingSeverity.Fault,
            $"{found.Length} of {test.Samples} test profiles are in the training set too, {exact} of them value for value: {names}{(found.Length > Named ? ", …" : "")}.",
            "Put samples of one patient and repeated measurements on one side (--group).",
            [("duplicates", found.Length), ("exact", exact), ("largest_correlation", best[found[0]])]);
    }

    /// <summary>Means that were fitted on test samples too.</summary>
    /// <param name="train">Training profiles before scaling, none missing.</param>
    /// <param name="test">Test profiles.</param>
    /// <param name="means">What the preparation subtracts from each gene, [genes].</param>
    /// <returns>The finding; null where there is none.</returns>
    public static Finding? Scaling(ExpressionMatrix train, ExpressionMatrix test, ReadOnlySpan<float> means)
    {
        Check(train, test);
        if (means.Length != train.Genes) throw new ArgumentException($"{means.Length} means for {train.Genes} genes.", nameof(means));
        var (trainMean, testMean) = (Means(train), Means(test));
        var all = train.Samples + test.Samples;
        // Where between the training mean (0) and the mean of all samples (1) do the means lie? Least squares over the genes.
        var (product, square, residual) = (0.0, 0.0, 0.0);
        for (var gene = 0; gene < means.Length; gene++)
        {
            var shift = (testMean[gene] - trainMean[gene]) * test.Samples / all;
            product += (means[gene] - trainMean[gene]) * shift;
            square += shift * shift;
        }
        if (square == 0) return null;
        var place = product / square;
        for (var gene = 0; gene < means.Length; gene++)
        {
            var shift = (testMean[gene] - trainMean[gene]) * test.Samples / all;
            var rest = means[gene] - trainMean[gene] - place * shift;
            residual += rest * rest;
        }
        // Means of something else altogether (medians, another cohort) lie nowhere near the line between the two.
        if (place < 0.5 || residual > square) return null;
        return new Finding(
            "scaling-fitted-on-test", FindingSeverity.Fault,
            string.Create(CultureInfo.InvariantCulture, $"The means that are subtracted lie {100 * place:0} % of the way from the training samples' means to those of all samples: test samples were used to fit the scaling."),
            "Fit the preparation on the training samples alone, then apply it to both sides.",
            [("place", place)]);
    }

    /// <summary>Genes that were chosen by looking at the classes of test samples too.</summary>
    /// <param name="train">Training profiles.</param>
    /// <param name="trainPositive">Their classes.</param>
    /// <param name="test">Test profiles.</param>
    /// <param name="testPositive">Their classes.</param>
    /// <param name="genes">The chosen genes, as places.</param>
    /// <returns>The finding; null where there is none.</returns>
    public static Finding? Selection(ExpressionMatrix train, bool[] trainPositive, ExpressionMatrix test, bool[] testPositive, IReadOnlyList<int> genes)
    {
        Check(train, test);
        ArgumentNullException.ThrowIfNull(genes);
        var chosen = genes.ToHashSet();
        var both = new ExpressionMatrix([.. train.Values, .. test.Values], Enumerable.Range(0, train.Samples + test.Samples).Select(i => $"{i}"), train.GeneNames);
        var (byTrain, byAll) = (Top(train, trainPositive, chosen.Count), Top(both, [.. trainPositive, .. testPositive], chosen.Count));
        // Genes on which the two lists differ: an honest choice has those of the training list, a leak those of the other. A sign test.
        var onlyAll = byAll.Count(gene => !byTrain.Contains(gene) && chosen.Contains(gene));
        var onlyTrain = byTrain.Count(gene => !byAll.Contains(gene) && chosen.Contains(gene));
        var p = SignTest(onlyAll, onlyTrain);
        if (p > LargestPValue) return null;
        return new Finding(
            "selection-with-test-labels", FindingSeverity.Fault,
            string.Create(CultureInfo.InvariantCulture, $"Of the {chosen.Count} chosen genes, {onlyAll} are among the best only when the test samples' classes are counted, {onlyTrain} only when they are not (p = {p:0.#e0}): the choice looked at the test samples."),
            "Choose genes within each training fold.",
            [("only_with_test", onlyAll), ("only_without_test", onlyTrain), ("p_value", p)]);
    }

    private static HashSet<int> Top(ExpressionMatrix profiles, bool[] positive, int count)
    {
        var statistics = TwoSampleTestRoute.Statistics(profiles, positive);
        return [.. Enumerable.Range(0, statistics.Length).OrderByDescending(gene => Math.Abs(statistics[gene])).ThenBy(gene => gene).Take(count)];
    }

    // P(at least so many heads of all) for a fair coin.
    private static double SignTest(int heads, int tails)
    {
        var n = heads + tails;
        var (sum, term) = (0.0, Math.Pow(0.5, n));
        for (var i = 0; i <= n; i++)
        {
            if (i >= heads) sum += term;
            term *= (double)(n - i) / (i + 1);
        }
        return n == 0 ? 1 : sum;
    }

    private static double[] Means(ExpressionMatrix profiles)
    {
        var sums = new double[profiles.Genes];
        for (var sample = 0; sample < profiles.Samples; sample++)
        {
            var row = profiles.Row(sample);
            for (var gene = 0; gene < sums.Length; gene++) sums[gene] += row[gene] / (double)profiles.Samples;
        }
        return sums;
    }

    private static Tensor Unit(Tensor rows) => rows / rows.norm(1, keepdim: true).clamp_min(1e-12);

    private static void Check(ExpressionMatrix train, ExpressionMatrix test)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        if (train.Genes != test.Genes) throw new ArgumentException($"The test profiles have {test.Genes} genes, the training profiles {train.Genes}.", nameof(test));
        if (train.Samples == 0 || test.Samples == 0) throw new ArgumentException("A side of the split is empty.", nameof(test));
    }
}
