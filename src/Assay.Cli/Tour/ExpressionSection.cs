using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Expression;
using Assay.Cli.Output;
using Assay.Core.Errors;
using Assay.Expression.Autoencoders;
using Assay.Expression.Fitting;
using Assay.Expression.Labels;
using Assay.Expression.Preparation;
using Assay.Expression.Simulation;
using Assay.Reports;
using Assay.Torch;

namespace Assay.Cli.Tour;

/// <summary>A simulated cohort: the textbook's autoencoder fails, the findings say why, and what they say cures it.</summary>
internal sealed class ExpressionSection : ITourSection
{
    private static readonly SimulationOptions Cohort = new() { Samples = 400, Genes = 1000, Batches = 1, Programs = 60, HiddenFactors = 4, Effect = 1, Noise = 0.1, Depth = 100, TumourShift = 1.5 };

    /// <inheritdoc/>
    public string Title => "Expression autoencoders";

    /// <inheritdoc/>
    public IReadOnlyList<TourResult> Run(CommandContext context, string directory, Report report)
    {
        var console = context.Console;
        LibTorch.Threads = context.Threads;
        var cohort = ExpressionSimulator.Simulate(Cohort, context.Seed, cancellation: context.Cancellation).Matrix;
        var labels = LabelReader.Find(cohort) ?? throw new InputException("The simulated cohort came without classes.");
        var network = new AutoencoderOptions { Hidden = [400, 100, 64], Epochs = 60 };
        using var described = CohortFit.Run(cohort, labels, new FitOptions
        {
            Preparation = new PreparationOptions { Scaling = GeneScaling.None },
            Autoencoder = AutoencoderOptions.AsDescribed with { Hidden = network.Hidden, Epochs = 20 },
        }, context.Seed, cancellation: context.Cancellation);
        using var cured = CohortFit.Run(cohort, labels, new FitOptions { Preparation = new PreparationOptions { Scaling = GeneScaling.Centre }, Autoencoder = network }, context.Seed, cancellation: context.Cancellation);

        var table = new ResultTable("400 simulated profiles of 1000 genes, 80 to test", ">test error", ">of the mean's") { Title = "An autoencoder of 20 codes" };
        foreach (var (name, value) in ((string, double)[])[("each gene's training mean", cured.MeanPredictorMse), ("sigmoids and raw values, as described", described.TestMse), ("20 principal components", cured.ComponentsMse), ("what the findings ask for", cured.TestMse)])
            table.Add(name, value.ToString("0.000", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{value / cured.MeanPredictorMse:0.000}x"));
        console.Show(table);
        console.Line();
        foreach (var finding in described.Findings) console.Line($"{finding.Severity}: {finding.Statement} {finding.Mend}");
        console.Line($"Tumours from the cured codes: AUROC {cured.Auroc} on test samples.");
        console.Line();

        var section = report.Section(Title).Text("A simulated cohort whose programs lie on a curved manifold of four dimensions. The network as the textbook describes it, and why it fails:");
        foreach (var finding in described.Findings) section.Text($"{finding.Severity}: {finding.Statement} {finding.Mend}");
        section.Text(string.Create(CultureInfo.InvariantCulture, $"With a linear output, centred genes and a start at the components the test error is {cured.TestMse:0.000}; 20 principal components have {cured.ComponentsMse:0.000}, the mean {cured.MeanPredictorMse:0.000}."));
        FitReport.Add(_ => section, cohort, labels, cured);
        return
        [
            new("expression_described_mse", "error of the autoencoder as described", described.TestMse, Number(described.TestMse)),
            new("expression_mean_mse", "error of predicting the mean", cured.MeanPredictorMse, Number(cured.MeanPredictorMse)),
            new("expression_pca_mse", "error of 20 principal components", cured.ComponentsMse, Number(cured.ComponentsMse)),
            new("expression_cured_mse", "error of the autoencoder, cured", cured.TestMse, Number(cured.TestMse)),
            new("expression_auroc", "tumours told by its codes, AUROC", cured.Auroc!.Value.Estimate, cured.Auroc.Value.Estimate.ToString("0.000", CultureInfo.InvariantCulture)),
        ];
    }

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
