using Assay.Expression.Matrices;
using Assay.Expression.Preparation.Internals;

namespace Assay.Expression.Evaluation.Routes;

/// <summary>The genes whose means differ most between the classes of the training fold, by Welch's t.</summary>
/// <param name="count">How many genes.</param>
public sealed class TwoSampleTestRoute(int count) : FeatureRoute
{
    /// <inheritdoc/>
    public override string Name => $"t-test-{count}";

    /// <inheritdoc/>
    public override bool UsesLabels => true;

    /// <inheritdoc/>
    public override Func<ExpressionMatrix, FeatureTable> Fit(TrainingFold fold, bool[] positive, ulong seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var statistics = Statistics(fold.Profiles, positive);
        int[] genes = [.. Enumerable.Range(0, statistics.Length).OrderByDescending(gene => Math.Abs(statistics[gene])).ThenBy(gene => gene).Take(count)];
        return profiles =>
        {
            var values = new double[profiles.Samples * genes.Length];
            for (var sample = 0; sample < profiles.Samples; sample++)
                for (var i = 0; i < genes.Length; i++) values[sample * genes.Length + i] = profiles.Row(sample)[genes[i]];
            return new FeatureTable(values, genes.Length);
        };
    }

    /// <summary>Welch's t of every gene, [genes]; 0 where a class has fewer than two samples or nothing varies.</summary>
    public static double[] Statistics(ExpressionMatrix profiles, bool[] positive)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(positive);
        var (with, without) = (positive.Count(value => value), positive.Count(value => !value));
        var statistics = new double[profiles.Genes];
        if (with < 2 || without < 2) return statistics;
        GeneColumns.ForEach(profiles.Values, profiles.Samples, (gene, column) =>
        {
            var (sumWith, sumWithout, squaresWith, squaresWithout) = (0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < column.Length; i++)
            {
                if (positive[i]) sumWith += column[i];
                else sumWithout += column[i];
            }
            var (meanWith, meanWithout) = (sumWith / with, sumWithout / without);
            for (var i = 0; i < column.Length; i++)
            {
                if (positive[i]) squaresWith += (column[i] - meanWith) * (column[i] - meanWith);
                else squaresWithout += (column[i] - meanWithout) * (column[i] - meanWithout);
            }
            var error = squaresWith / (with - 1) / with + squaresWithout / (without - 1) / without;
            statistics[gene] = error > 0 ? (meanWith - meanWithout) / Math.Sqrt(error) : 0;
        });
        return statistics;
    }
}
