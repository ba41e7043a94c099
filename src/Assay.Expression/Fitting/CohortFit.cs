using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Core.Runs;
using Assay.Expression.Autoencoders;
using Assay.Expression.Evaluation;
using Assay.Expression.Evaluation.Internals;
using Assay.Expression.Fitting.Internals;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Expression.RowSpaces;
using Assay.Expression.Splits;

namespace Assay.Expression.Fitting;

/// <summary>
/// Fits an autoencoder to a cohort: divides samples, prepares, trains, and measures on the test side against the mean and against principal components.
/// <code>
/// using var fit = CohortFit.Run(data.Matrix, labels, new FitOptions(), seed: 1);
/// Console.WriteLine($"test {fit.TestMse}, mean {fit.MeanPredictorMse}, PCA {fit.ComponentsMse}, AUROC {fit.Auroc}");
/// foreach (var finding in fit.Findings) Console.WriteLine($"{finding.Statement} {finding.Mend}");
/// </code>
/// </summary>
public static class CohortFit
{
    private const int Bootstraps = 2000;

    /// <summary>Fits and tests.</summary>
    /// <param name="matrix">Raw profiles.</param>
    /// <param name="labels">Their classes, to stratify by and to tell apart; null for none.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Of the division, the weights and the batches.</param>
    /// <param name="run">Where checkpoints and metrics go; null for none.</param>
    /// <param name="resumes">Whether to go on from the run's checkpoint.</param>
    /// <param name="progress">Hears of steps.</param>
    /// <param name="cancellation">Stops it; a run keeps a checkpoint.</param>
    /// <exception cref="InputException">There are too few samples, or an option does not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FitResult Run(
        ExpressionMatrix matrix, SampleLabels? labels, FitOptions options, ulong seed, RunDirectory? run = null, bool resumes = false, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(options);
        var groups = SampleGroups.Of(matrix, options.GroupKey);
        var split = labels is null ? SampleSplit.Holdout(matrix.Samples, groups, options.TestShare, seed) : SampleSplit.Holdout(labels, groups, options.TestShare, seed);
        var training = matrix.SelectSamples(split.Train);
        var preparation = FittedPreparation.Fit(training, options.Preparation);
        var (train, test) = (preparation.Apply(training), preparation.Apply(matrix.SelectSamples(split.Test)));
        var model = ExpressionAutoencoder.Fit(train, options.Autoencoder, seed, run, resumes, progress, cancellation);
        try
        {
            using var space = RowSpace.Of(train);
            var code = options.Autoencoder.Code;
            var mean = Means(train);
            var (reconstructed, components) = (model.Reconstruct(test), space.Reconstruct(test, code));
            var errors = GeneErrors.Of(test, reconstructed, preparation.Scale);
            var meanErrors = GeneErrors.Of(test, Repeated(mean, test.Samples), preparation.Scale);
            var trainErrors = GeneErrors.Of(train, model.Reconstruct(train), preparation.Scale);
            var componentErrors = GeneErrors.Of(test, components, preparation.Scale);
            var (trainCodes, testCodes) = (model.Encode(train), model.Encode(test));
            var telling = labels is not null && labels.Classes.Length > 1;
            return new FitResult
            {
                Model = model,
                Preparation = preparation,
                Split = split,
                TestMse = errors.Average(),
                TrainMse = trainErrors.Average(),
                MeanPredictorMse = meanErrors.Average(),
                ComponentsMse = componentErrors.Average(),
                GeneR2 = [.. errors.Zip(meanErrors, (error, reference) => reference > 0 ? 1 - error / reference : 0)],
                Auroc = telling ? Area(trainCodes, testCodes, code, labels!, split, seed) : null,
                ComponentsAuroc = telling ? Area(space.Coordinates(train, code), space.Coordinates(test, code), Math.Min(code, space.Dimensions), labels!, split, seed) : null,
                Sensitivity = model.Sensitivity(test).Average(),
                Codes = InOrder(split, trainCodes, testCodes, code),
                Findings = FitFindings.Of(options.Autoencoder, train, testCodes, errors.Average(), trainErrors.Average(), meanErrors.Average(), componentErrors.Average(), preparation, model.Training!.Findings),
            };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static Interval? Area(float[] train, float[] test, int width, SampleLabels labels, Fold split, ulong seed)
    {
        int[] trainRows = [.. Enumerable.Range(0, split.Train.Length).Where(row => labels.Indices[split.Train[row]] >= 0)];
        int[] testRows = [.. Enumerable.Range(0, split.Test.Length).Where(row => labels.Indices[split.Test[row]] >= 0)];
        var positive = labels.IsPositive([.. testRows.Select(row => split.Test[row])]);
        if (positive.All(value => value) || positive.All(value => !value)) return null;
        var features = FeatureTable.Of(train, width).Select(trainRows);
        var (mean, deviation) = features.Moments();
        var classifier = LogisticRegression.FitWithBestPenalty(features.Standardised(mean, deviation), labels.IsPositive([.. trainRows.Select(row => split.Train[row])]), seed);
        var tested = FeatureTable.Of(test, width).Select(testRows).Standardised(mean, deviation);
        var pairs = new PairTable(positive);
        pairs.Add([.. positive.Select(_ => true)], [.. Enumerable.Range(0, tested.Rows).Select(row => classifier.Decision(tested.Row(row)))]);
        var estimate = pairs.Area([.. positive.Select(_ => 1.0)]);
        var drawn = Bootstrap.Of(estimate, [.. Bootstrap.Weights(positive, Bootstraps, seed).Select(pairs.Area)]);
        var (low, high) = AreaInterval.Of(estimate, pairs.Positives, pairs.Negatives);
        return new Interval(estimate, Math.Min(low, drawn.Low), Math.Max(high, drawn.High));
    }

    private static float[] Means(ExpressionMatrix profiles)
    {
        var sums = new double[profiles.Genes];
        for (var sample = 0; sample < profiles.Samples; sample++)
        {
            var row = profiles.Row(sample);
            for (var gene = 0; gene < sums.Length; gene++) sums[gene] += row[gene];
        }
        return Array.ConvertAll(sums, sum => (float)(sum / profiles.Samples));
    }

    private static float[] Repeated(float[] mean, int samples)
    {
        var values = new float[samples * mean.Length];
        for (var sample = 0; sample < samples; sample++) mean.CopyTo(values.AsSpan(sample * mean.Length));
        return values;
    }

    private static float[] InOrder(Fold split, float[] train, float[] test, int code)
    {
        var all = new float[train.Length + test.Length];
        Place(split.Train, train);
        Place(split.Test, test);
        return all;
        void Place(ImmutableArray<int> samples, float[] codes)
        {
            for (var i = 0; i < samples.Length; i++) codes.AsSpan(i * code, code).CopyTo(all.AsSpan(samples[i] * code));
        }
    }
}
