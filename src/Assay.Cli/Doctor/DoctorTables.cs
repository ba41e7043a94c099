using System.Globalization;
using Assay.Cli.Output;
using Assay.Expression.CheckUps;
using Assay.Torch.Doctor;
using Assay.Torch.Layers;
using Assay.Torch.Probes;

namespace Assay.Cli.Doctor;

/// <summary>What the doctor shows.</summary>
internal static class DoctorTables
{
    private const int ShownWeights = 24;

    /// <summary>Findings in words.</summary>
    public static void Show(CommandConsole console, IReadOnlyList<Finding> findings)
    {
        console.Line();
        foreach (var finding in findings) console.Line($"{finding.Severity}: {finding.Statement} {finding.Mend}");
        if (findings.Count == 0) console.Line("Findings: none.");
    }

    /// <summary>Matrices of a model.</summary>
    public static ResultTable Weights(IReadOnlyList<WeightReading> weights)
    {
        var table = new ResultTable("matrix", "shape", ">root mean square", ">largest", ">zero rows", ">common to rows") { Title = weights.Count > ShownWeights ? $"The first {ShownWeights} of {weights.Count} matrices" : "" };
        foreach (var weight in weights.Take(ShownWeights)) table.Add(weight.Name, weight.Shape, Number(weight.Size), Number(weight.Largest), Percent(weight.ZeroRows), Percent(weight.CommonShare));
        return table;
    }

    /// <summary>Layers with their gradients.</summary>
    public static ResultTable Layers(ProbeReading reading)
    {
        var table = new ResultTable("layer", "units", ">depends on sample", ">saturated", ">dead", ">gradient / weights") { Title = "Layers on the samples that trained" };
        foreach (var layer in reading.Layers)
        {
            var parameter = reading.Parameters.FirstOrDefault(one => one.IsMatrix && one.Name.StartsWith(layer.Name + ".", StringComparison.Ordinal));
            table.Add(
                layer.Name, string.Create(CultureInfo.InvariantCulture, $"{layer.Units:N0}{(layer.Kind == ActivationKind.Linear ? "" : " " + layer.Kind.ToString().ToLowerInvariant())}"), Percent(layer.Variation), Percent(layer.SaturatedShare), Percent(layer.DeadShare),
                parameter is null ? "" : parameter.RelativeGradient.ToString("0.0e+0", CultureInfo.InvariantCulture));
        }
        return table;
    }

    /// <summary>Errors, in the data's units.</summary>
    public static ResultTable Errors(CheckUp checkUp, int code)
    {
        var table = new ResultTable("on samples apart", ">mean squared error", ">of the mean's") { Title = string.Create(CultureInfo.InvariantCulture, $"Reconstruction; noise moves the codes by {100 * checkUp.CodeMovement:0.#} % of their deviation") };
        Add("mean of the others", checkUp.MeanPredictorMse);
        Add($"{code} principal components of the others", checkUp.ComponentsMse);
        Add("the model", checkUp.TestMse);
        Add("the model, on the others", checkUp.TrainMse);
        return table;

        void Add(string name, double value) => table.Add(name, value.ToString("G5", CultureInfo.InvariantCulture), Percent(value / checkUp.MeanPredictorMse));
    }

    /// <summary>A test of learning rates in a sentence.</summary>
    public static string Words(RangeTestResult test) => string.Create(CultureInfo.InvariantCulture,
        $"Learning rates: {test.Used:G2} is used; the loss {(test.Steepest is { } steepest ? $"falls fastest at {steepest:G2}" : "falls nowhere")}{(test.Divergence is { } divergence ? string.Create(CultureInfo.InvariantCulture, $" and rises for good from {divergence:G2}") : " and rises nowhere up to 10")}.");

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "";
}
