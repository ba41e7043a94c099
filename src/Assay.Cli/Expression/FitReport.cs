using System.Globalization;
using Assay.Core.Memory;
using Assay.Core.Projections;
using Assay.Core.Runs;
using Assay.Expression.Fitting;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Reports;
using Assay.Reports.Plots;

namespace Assay.Cli.Expression;

/// <summary>The page that a fit leaves in the directory of its run.</summary>
internal static class FitReport
{
    private const int ShownGenes = 15;
    private const int LeastForTsne = 20;

    /// <summary>Writes report.html.</summary>
    public static void Write(RunDirectory run, RunManifest manifest, ExpressionMatrix matrix, SampleLabels? labels, FitResult fit)
    {
        var report = new Report("An autoencoder of expression profiles")
        {
            Kind = manifest.Command,
            Summary = string.Create(CultureInfo.InvariantCulture, $"{fit.Split.Train.Length} training and {fit.Split.Test.Length} test samples of {fit.Model.Genes:N0} genes; {fit.Model.Training!.Steps} steps in {fit.Seconds:0.0} s."),
        };
        report.KeyFigures(
            new("test error", fit.TestMse.ToString("G4", CultureInfo.InvariantCulture), "mean square"),
            new("principal components", fit.ComponentsMse.ToString("G4", CultureInfo.InvariantCulture), "mean square"),
            new("training mean", fit.MeanPredictorMse.ToString("G4", CultureInfo.InvariantCulture), "mean square"),
            new("AUROC of the codes", fit.Auroc is { } area ? area.ToString() : "no classes"));
        var findings = report.Section("Findings");
        if (fit.Findings.IsEmpty) findings.Text("None.");
        foreach (var finding in fit.Findings) findings.Text($"{finding.Severity}: {finding.Statement} {finding.Mend}");
        Add(name => report.Section(name), matrix, labels, fit);
        var options = new ReportTable("Options, defaults included", "option", "value");
        foreach (var (name, value) in manifest.Options) options.Row(name, value);
        report.Section("Options").Table(options);
        report.Detail("Seed", manifest.Seed.ToString(CultureInfo.InvariantCulture)).Detail("Processor", manifest.Machine.Processor).Detail("Runtime", manifest.Machine.Runtime);
        report.Save(run.ReportPath);
    }

    /// <summary>Curves, maps of the codes and genes.</summary>
    /// <param name="sectionOf">The section for a heading; one for all where this is part of a longer page.</param>
    /// <param name="matrix">The cohort.</param>
    /// <param name="labels">Its classes.</param>
    /// <param name="fit">The fit.</param>
    public static void Add(Func<string, ReportSection> sectionOf, ExpressionMatrix matrix, SampleLabels? labels, FitResult fit)
    {
        if (fit.Model.Training!.Validations.Length > 1)
        {
            sectionOf("Training").Figure(
                new LinePlot("Error on validation samples") { XLabel = "step", YLabel = "mean square, scaled genes" }.Add("validation", fit.Model.Training.Validations.Select(point => ((double)point.Step, point.Value))),
                "After each epoch; the weights of the lowest point are kept.");
        }
        Maps(sectionOf, matrix, labels, fit);
        var genes = new ReportTable("Genes that are given back best, by R² on test samples", "gene", "R²");
        foreach (var gene in Enumerable.Range(0, fit.GeneR2.Length).OrderByDescending(gene => fit.GeneR2[gene]).Take(ShownGenes))
            genes.Row(fit.Preparation.Genes[gene], fit.GeneR2[gene].ToString("0.000", CultureInfo.InvariantCulture));
        sectionOf("Genes").Table(genes).Text(string.Create(CultureInfo.InvariantCulture, $"{fit.GeneR2.Count(value => value > 0):N0} of {fit.GeneR2.Length:N0} genes are given back better than by their mean; the median R² is {fit.GeneR2.Order().ElementAt(fit.GeneR2.Length / 2):0.000}."));
    }

    private static void Maps(Func<string, ReportSection> sectionOf, ExpressionMatrix matrix, SampleLabels? labels, FitResult fit)
    {
        var code = fit.Model.Options.Code;
        if (code < 2 || fit.Findings.Any(finding => finding.Name == "collapse")) return;
        using var codes = new NativeMatrix(matrix.Samples, code);
        for (var sample = 0; sample < matrix.Samples; sample++) fit.Codes.AsSpan(sample * code, code).CopyTo(codes.Row(sample));
        var section = sectionOf("Codes");
        section.Figure(Map("Principal components of the codes", PrincipalComponents.Fit(codes, 2).ToPlane(codes)), "All samples, training and test.");
        if (matrix.Samples < LeastForTsne) return;
        section.Figure(Map("t-SNE of the codes", BarnesHutTsne.Fit(codes, new TsneOptions())), "Neighbours stay neighbours; distances between groups mean little.");

        ScatterMap Map(string title, IReadOnlyList<(float X, float Y)> places)
        {
            var map = new ScatterMap(title);
            for (var sample = 0; sample < places.Count; sample++)
                map.Add("", places[sample].X, places[sample].Y, labels is null ? null : labels.Indices[sample] < 0 ? "no class" : labels.Classes[labels.Indices[sample]]);
            return map;
        }
    }
}
