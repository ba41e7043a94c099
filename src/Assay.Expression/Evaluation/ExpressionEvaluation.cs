using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Core.Randomness;
using Assay.Expression.Evaluation.Internals;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Expression.Splits;

namespace Assay.Expression.Evaluation;

/// <summary>
/// Tells how well classes can be told apart by several routes, each with a logistic regression at its end, in repeated stratified cross-validation.
/// Preparation, features, scaling and the choice of the penalty (in inner folds) are fitted on the training side of each fold alone.
/// <code>
/// FeatureRoute[] routes = [new PrincipalComponentsRoute(2), new PrincipalComponentsRoute(20), new TwoSampleTestRoute(50), new AllGenesRoute()];
/// var result = ExpressionEvaluation.Run(matrix, labels, routes, new EvaluationOptions(), seed: 1);
/// Console.WriteLine($"{result.Best.Route}: AUROC {result.Best.Auroc}");
/// </code>
/// </summary>
public static class ExpressionEvaluation
{
    /// <summary>Evaluates routes.</summary>
    /// <param name="matrix">Raw profiles.</param>
    /// <param name="labels">Their classes; the positive one stands against all others.</param>
    /// <param name="routes">What to compare, at least one.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of splits, permutations and bootstraps.</param>
    /// <param name="progress">Receives the folds done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">There is one class only, or too few samples for the folds.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EvaluationResult Run(
        ExpressionMatrix matrix, SampleLabels labels, IReadOnlyList<FeatureRoute> routes, EvaluationOptions options, ulong seed, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        labels.RequireTwoClasses();
        if (routes.Count == 0) throw new ArgumentException("There is no route to evaluate.", nameof(routes));
        var samples = labels.Labelled();
        if (samples.Length < matrix.Samples) (matrix, labels) = (matrix.SelectSamples(samples), labels.Select(samples));
        var groups = SampleGroups.Of(matrix, options.GroupKey);
        var positive = labels.IsPositive([.. Enumerable.Range(0, labels.Samples)]);
        var folds = SampleSplit.RepeatedFolds(Binary(labels, positive), groups, options.Folds, options.Repeats, seed);
        var runs = routes.Select(route => new RouteRun(route, positive, options)).ToArray();
        var permuted = Enumerable.Range(0, options.Permutations).Select(permutation => Permute(positive, groups, RandomStream.Split(seed, 1_000_000 + (ulong)permutation))).ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < folds.Length; i++)
        {
            using var data = FoldData.Of(matrix, groups, folds[i], options.Preparation);
            foreach (var run in runs)
            {
                cancellation.ThrowIfCancellationRequested();
                run.Test(data, i / options.Folds, positive, i < options.Folds ? permuted : [], RandomStream.Split(seed, 2_000_000 + (ulong)i).NextUInt64(), cancellation);
            }
            progress?.Report(new ProgressReport { Stage = "cross-validating", Done = i + 1, Total = folds.Length, Unit = "folds", Elapsed = clock.Elapsed });
        }
        var weights = Bootstrap.Weights(positive, options.Bootstraps, seed);
        var results = runs.Select(run => run.Result(weights)).ToImmutableArray();
        return new EvaluationResult
        {
            Samples = [.. samples],
            Labels = labels,
            Routes = results,
            Comparisons = Compare(runs, results, weights),
            Confounders = [.. Confounder.Find(matrix, labels, seed)],
        };
    }

    private static ImmutableArray<RouteComparison> Compare(RouteRun[] runs, ImmutableArray<RouteResult> results, double[][] weights)
    {
        var best = Enumerable.Range(0, runs.Length).MaxBy(i => results[i].Auroc.Estimate);
        var areas = runs.Select(run => weights.Select(run.Area).ToArray()).ToArray();
        return [.. Enumerable.Range(0, runs.Length).Where(i => i != best).Select(i => new RouteComparison(
            results[best].Route, results[i].Route,
            Bootstrap.Of(results[best].Auroc.Estimate - results[i].Auroc.Estimate, [.. areas[best].Zip(areas[i], (first, second) => first - second)])))];
    }

    private static SampleLabels Binary(SampleLabels labels, bool[] positive) =>
        labels.Classes.Length == 2 ? labels : SampleLabels.Of(positive.Select(value => value ? labels.Classes[labels.Positive] : "others"), labels.Source, labels.Classes[labels.Positive]);

    // Labels move between groups of one size, so that repeated profiles keep one label, and within each group, so that pairs of a patient are turned at random.
    private static bool[] Permute(bool[] positive, IReadOnlyList<int> groups, RandomStream random)
    {
        var permuted = new bool[positive.Length];
        foreach (var size in Enumerable.Range(0, positive.Length).GroupBy(sample => groups[sample]).Select(group => group.ToArray()).GroupBy(group => group.Length))
        {
            int[][] members = [.. size];
            var order = Enumerable.Range(0, members.Length).ToArray();
            random.Shuffle(order.AsSpan());
            for (var i = 0; i < members.Length; i++)
            {
                var block = Array.ConvertAll(members[order[i]], sample => positive[sample]);
                random.Shuffle(block.AsSpan());
                for (var j = 0; j < block.Length; j++) permuted[members[i][j]] = block[j];
            }
        }
        return permuted;
    }
}
