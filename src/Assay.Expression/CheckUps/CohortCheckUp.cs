using System.Collections.Immutable;
using System.Globalization;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Expression.Autoencoders;
using Assay.Expression.Evaluation;
using Assay.Expression.Fitting.Internals;
using Assay.Expression.Labels;
using Assay.Expression.Leaks;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Expression.RowSpaces;
using Assay.Expression.Splits;
using Assay.Torch.Doctor;
using Assay.Torch.Probes;

namespace Assay.Expression.CheckUps;

/// <summary>
/// Examines a trained autoencoder on data: its layers and gradients, its error beside the mean's and the components', how far its codes move, what the split gives away, and
/// whether the data can be compressed at all.
/// <code>
/// var (model, preparation) = ExpressionAutoencoder.Open("runs/cohort/model.safetensors");
/// CheckUp checkUp = CohortCheckUp.Run(model, preparation, data.Matrix, labels, split: null, new CheckUpOptions(), seed: 1);
/// foreach (var finding in checkUp.Findings) Console.WriteLine($"{finding.Statement} {finding.Mend}");
/// </code>
/// </summary>
public static class CohortCheckUp
{
    private const double LargeMovement = 0.5;
    private const double Incompressible = 0.95; // of the mean predictor's error
    private const int LeastTested = 4;

    /// <summary>Examines a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="preparation">Its preparation.</param>
    /// <param name="matrix">Raw profiles.</param>
    /// <param name="labels">Their classes; null for none.</param>
    /// <param name="split">Which of the profiles trained the model and which did not; null where that is not known: then a fifth of them stands against the rest, and leaks are not looked for.</param>
    /// <param name="options">What else to look at.</param>
    /// <param name="seed">Of the noise, and of the division where there is no split.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">There are too few samples.</exception>
    public static CheckUp Run(
        ExpressionAutoencoder model, FittedPreparation preparation, ExpressionMatrix matrix, SampleLabels? labels, Fold? split, CheckUpOptions options, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(preparation);
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(options);
        if (matrix.Samples < 2 * LeastTested) throw new InputException($"{matrix.Samples} samples are too few for a check-up; give at least {2 * LeastTested}.");
        var sides = split ?? SampleSplit.Holdout(matrix.Samples, SampleGroups.Of(matrix, null), 0.2, seed);
        var (train, test) = (preparation.Apply(matrix.SelectSamples(sides.Train)), preparation.Apply(matrix.SelectSamples(sides.Test)));
        using var space = RowSpace.Of(train);
        var code = model.Options.Code;
        var testMse = GeneErrors.Of(test, model.Reconstruct(test), preparation.Scale).Average();
        var trainMse = GeneErrors.Of(train, model.Reconstruct(train), preparation.Scale).Average();
        var meanMse = GeneErrors.Of(test, space.Reconstruct(test, 0), preparation.Scale).Average();
        var componentsMse = GeneErrors.Of(test, space.Reconstruct(test, Math.Min(code, space.Dimensions)), preparation.Scale).Average();
        cancellation.ThrowIfCancellationRequested();
        var testCodes = model.Encode(test);
        var movement = Movement(model, test, testCodes, code, options.Noise, seed);
        var rates = options.TestsLearningRates ? ExpressionAutoencoder.TestLearningRates(train, model.Options, seed, cancellation) : null;
        var reading = model.Probe(train);

        var found = new List<Finding>();
        if (split is not null) found.AddRange(Leaks(preparation, matrix, sides, train, test));
        if (labels is not null)
        {
            found.AddRange(Imbalance(labels, options.JudgedByAccuracy));
            found.AddRange(Confounder.Find(matrix, labels, seed).Select(Confounded));
        }
        found.AddRange(FitFindings.Of(model.Options, train, testCodes, testMse, split is null ? testMse : trainMse, meanMse, componentsMse, preparation, Diagnosis.Of(Chart(train, reading, rates))));
        if (componentsMse > Incompressible * meanMse) found.Add(NotCompressible(code, componentsMse, meanMse, train.Samples));
        if (movement > LargeMovement && found.All(finding => finding.Name is not ("collapse" or "constant-codes"))) found.Add(Jumpy(movement, options.Noise));
        return new CheckUp
        {
            Reading = reading,
            TestMse = testMse,
            TrainMse = trainMse,
            MeanPredictorMse = meanMse,
            ComponentsMse = componentsMse,
            CodeMovement = movement,
            RangeTest = rates,
            Findings = [.. found.OrderByDescending(finding => finding.Severity)],
        };
    }

    // A model at rest: one reading, whose loss is in prepared units.
    private static Chart Chart(ExpressionMatrix train, ProbeReading reading, RangeTestResult? rates)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        var values = TorchSharp.torch.tensor(train.Values, train.Samples, train.Genes);
        return new Chart { Facts = TaskFacts.OfRegression(values, values), Steps = 0, Readings = [reading], Losses = [reading.Loss], RangeTest = rates };
    }

    private static IEnumerable<Finding> Leaks(FittedPreparation preparation, ExpressionMatrix matrix, Fold sides, ExpressionMatrix train, ExpressionMatrix test)
    {
        if (LeakCheck.Duplicates(train, test) is { } twice) yield return twice;
        if (preparation.Options.Scaling is not (GeneScaling.ZScore or GeneScaling.Centre)) yield break;
        var unscaled = preparation.ApplyWithoutScaling(matrix);
        if (LeakCheck.Scaling(unscaled.SelectSamples(sides.Train), unscaled.SelectSamples(sides.Test), preparation.Centre) is { } scaled) yield return scaled;
    }

    private static IEnumerable<Finding> Imbalance(SampleLabels labels, bool judgedByAccuracy)
    {
        var counts = labels.Classes.Select((_, one) => (long)labels.Indices.Count(index => index == one)).ToImmutableArray();
        return Diagnosis.Of(new Chart { Facts = new TaskFacts { ClassCounts = counts, JudgedByAccuracy = judgedByAccuracy }, Steps = 0 });
    }

    private static Finding Confounded(Confounder confounder) => new(
        "confounded", FindingSeverity.Warning,
        Text($"'{confounder.Key}' goes with the class (Cramér's V {confounder.CramersV:0.00}, p {confounder.PValue:0.####}), and {100 * confounder.PureShare:0} % of the samples have a value that occurs in one class only: a classifier may have learnt it instead."),
        "Compare within its values, correct for it with --batch, or keep its values on one side with --group.",
        [("cramers_v", confounder.CramersV), ("p_value", confounder.PValue), ("pure_share", confounder.PureShare)]);

    private static Finding NotCompressible(int code, double componentsMse, double meanMse, int trained) => new(
        "not-compressible", FindingSeverity.Warning,
        Text($"{code} principal components of {trained} samples leave {100 * componentsMse / meanMse:0.#} % of the mean's error on other samples: these genes share too little for a code of {code}."),
        "Select varying genes (--genes 2000), take a logarithm if none was taken, or accept that there is little to compress.",
        [("pca_mse", componentsMse), ("mean_predictor_mse", meanMse)]);

    private static Finding Jumpy(double movement, double noise) => new(
        "jumpy-codes", FindingSeverity.Warning,
        Text($"Noise of {100 * noise:0.#} % of each gene's deviation moves the codes by {100 * movement:0} % of their own."),
        "Train with a contractive penalty (--contractive 0.1) or with noise on the inputs (--denoising 0.2).",
        [("movement", movement), ("noise", noise)]);

    private static double Movement(ExpressionAutoencoder model, ExpressionMatrix test, float[] codes, int code, double noise, ulong seed)
    {
        var deviations = new double[test.Genes];
        for (var gene = 0; gene < test.Genes; gene++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var sample = 0; sample < test.Samples; sample++)
            {
                double value = test.Values[sample * test.Genes + gene];
                (sum, squares) = (sum + value, squares + value * value);
            }
            deviations[gene] = Math.Sqrt(Math.Max(0, squares / test.Samples - sum / test.Samples * (sum / test.Samples)));
        }
        var random = RandomStream.Split(seed, 91);
        var shaken = Array.ConvertAll(test.Values, value => value);
        for (var i = 0; i < shaken.Length; i++) shaken[i] += (float)(noise * deviations[i % test.Genes] * random.NextGaussian());
        var moved = model.Encode(new ExpressionMatrix(shaken, test.SampleNames, test.GeneNames));
        var (movement, spread) = (0.0, 0.0);
        for (var unit = 0; unit < code; unit++)
        {
            var mean = 0.0;
            for (var sample = 0; sample < test.Samples; sample++) mean += codes[sample * code + unit] / (double)test.Samples;
            for (var sample = 0; sample < test.Samples; sample++)
            {
                var (before, after) = ((double)codes[sample * code + unit], (double)moved[sample * code + unit]);
                movement += (after - before) * (after - before);
                spread += (before - mean) * (before - mean);
            }
        }
        return spread > 0 ? Math.Sqrt(movement / spread) : double.PositiveInfinity;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
