using System.Collections.Immutable;
using System.Globalization;
using Assay.Expression.Autoencoders;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Torch.Doctor;

namespace Assay.Expression.Fitting.Internals;

/// <summary>What is wrong with a fitted autoencoder, each with its numbers. Thresholds are set so that a sound fit has none.</summary>
internal static class FitFindings
{
    private const double FloorShare = 0.05;     // of the mean predictor's error
    private const double ConstantShare = 1e-3;  // of a code's typical size
    private const double NoBetter = 0.98;
    private const double LargeGap = 2;

    public static ImmutableArray<Finding> Of(
        AutoencoderOptions options, ExpressionMatrix train, float[] testCodes, double testMse, double trainMse, double meanMse, double componentsMse, FittedPreparation preparation, IEnumerable<Finding> ofTraining)
    {
        var found = new List<Finding>();
        if (options.Output == OutputActivation.Sigmoid) Range(found, train, meanMse, preparation);
        Collapse(found, options.Code, testCodes, testMse, meanMse);
        if (testMse > NoBetter * meanMse && found.All(finding => finding.Name != "collapse"))
        {
            found.Add(new Finding(
                "no-better-than-mean", FindingSeverity.Fault,
                Text($"The test error is {testMse:G4}; predicting each gene's training mean has {meanMse:G4}."),
                "Look at the other findings; if there is none, the data may have nothing that new samples share: look at the components' error.",
                [("test_mse", testMse), ("mean_predictor_mse", meanMse)]));
        }
        else if (testMse < meanMse && testMse >= componentsMse)
        {
            found.Add(new Finding(
                "no-better-than-components", FindingSeverity.Note,
                Text($"{options.Code} principal components have a test error of {componentsMse:G4}, the autoencoder {testMse:G4}: nothing nonlinear was found."),
                "Use the components, which are cheaper and cannot fail; a curved manifold shows only with more samples or less noise.",
                [("pca_mse", componentsMse), ("test_mse", testMse)]));
        }
        if (testMse > LargeGap * trainMse)
        {
            found.Add(new Finding(
                "train-test-gap", FindingSeverity.Warning,
                Text($"The test error, {testMse:G4}, is {testMse / trainMse:F1} times the training error, {trainMse:G4}: the network remembers its training samples."),
                "Raise the weight decay, add denoising, or narrow the layers.",
                [("test_mse", testMse), ("train_mse", trainMse)]));
        }
        // What training showed; where test samples show the same, they have better numbers.
        found.AddRange(ofTraining.Where(one => found.All(finding => finding.Name != one.Name)));
        return [.. found.OrderByDescending(finding => finding.Severity)];
    }

    // No network can come closer than the distance of the targets from what the output reaches.
    private static void Range(List<Finding> found, ExpressionMatrix train, double meanMse, FittedPreparation preparation)
    {
        var (floor, outside) = (0.0, 0L);
        for (var sample = 0; sample < train.Samples; sample++)
        {
            var row = train.Row(sample);
            for (var gene = 0; gene < row.Length; gene++)
            {
                var distance = row[gene] < 0 ? -row[gene] : row[gene] > 1 ? row[gene] - 1 : 0;
                if (distance == 0) continue;
                outside++;
                distance *= preparation.Scale[gene];
                floor += (double)distance * distance;
            }
        }
        var values = (double)train.Samples * train.Genes;
        floor /= values;
        if (floor < FloorShare * meanMse) return;
        found.Add(new Finding(
            "target-range", FindingSeverity.Fault,
            Text($"A sigmoid output lies between 0 and 1, and {100 * outside / values:F0} % of the targets do not ({train.Values.Min():G3} to {train.Values.Max():G3}): no network can have a training error below {floor:G4}; the mean has {meanMse:G4} on test samples."),
            "Scale the targets to 0 to 1 (--scaling min-max) or take a linear output (--output linear).",
            [("floor", floor), ("share_outside", outside / values), ("mean_predictor_mse", meanMse)]));
    }

    private static void Collapse(List<Finding> found, int code, float[] codes, double testMse, double meanMse)
    {
        var samples = codes.Length / code;
        var (constant, largest) = (0, 0.0);
        for (var unit = 0; unit < code; unit++)
        {
            var column = Enumerable.Range(0, samples).Select(sample => (double)codes[sample * code + unit]).ToArray();
            var mean = column.Average();
            var deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            var size = Math.Max(Math.Abs(mean), 1e-6);
            if (deviation < ConstantShare * size || deviation < 1e-5) constant++;
            largest = Math.Max(largest, deviation);
        }
        if (constant == 0) return;
        var all = constant == code;
        found.Add(new Finding(
            all ? "collapse" : "constant-codes", all ? FindingSeverity.Fault : FindingSeverity.Warning,
            Text($"{constant} of {code} codes are the same for every test sample (largest standard deviation {largest:G3}){(all ? Text($": the network gives back one profile, with a test error of {testMse:G4} where the mean has {meanMse:G4}") : "")}."),
            all ? "Gradients do not reach the first layers: take leaky or SELU units instead of sigmoids, or start at the components." : "Fewer codes would do, or the learning rate is too high.",
            [("constant_codes", constant), ("codes", code), ("largest_deviation", largest)]));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
