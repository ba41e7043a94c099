using Assay.Core.Errors;
using Assay.Expression.Evaluation;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Formats;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Expression.Simulation;

namespace Assay.Expression.Tests.Evaluation;

/// <summary>Whole evaluations: real cohorts, simulated ones, permuted labels, and what must be refused.</summary>
public sealed class ExpressionEvaluationTests
{
    private static readonly FeatureRoute[] Routes = [new PrincipalComponentsRoute(2), new PrincipalComponentsRoute(20), new TwoSampleTestRoute(50), new AllGenesRoute()];

    [Fact]
    public void Prostate_IsToldByGenesOfTheTest_NotByTwoComponents()
    {
        var matrix = ExpressionReader.Read(SharedData.Expression("singh2002_prostate.tsv.gz")).Matrix;
        var result = ExpressionEvaluation.Run(matrix, LabelReader.Find(matrix)!, Routes, new EvaluationOptions { Repeats = 3, Permutations = 0 }, 1);
        Assert.InRange(Auroc(result, "PCA-2"), 0.52, 0.70);
        Assert.InRange(Auroc(result, "PCA-20"), 0.86, 0.95);
        Assert.InRange(Auroc(result, "t-test-50"), 0.94, 0.99);
        Assert.True(result.Best.Auroc.Estimate >= 0.95);
        Assert.True(result.Comparisons.Single(comparison => comparison.Second == "PCA-2").IsDecided);
        Assert.All(result.Routes, route => Assert.InRange(route.Auroc.Estimate, route.Auroc.Low, route.Auroc.High));
    }

    [Fact]
    public void BreastCancer_IsConfoundedWithThePlate_AndOneIsNoCertainty()
    {
        var matrix = ExpressionReader.Read(SharedData.Expression("tcga_brca40.tsv.gz")).Matrix;
        var result = ExpressionEvaluation.Run(matrix, LabelReader.Find(matrix)!, Routes, new EvaluationOptions { Repeats = 2, Permutations = 0 }, 1);
        var plate = Assert.Single(result.Confounders, confounder => confounder.Key == "plate");
        Assert.True(plate.CramersV > 0.4 && plate.PValue < 0.01, plate.ToString());
        Assert.True(result.Best.Auroc.Estimate > 0.99, result.Best.Auroc.ToString());
        Assert.InRange(result.Best.Auroc.Low, 0.7, 0.99);
    }

    [Fact]
    public void PermutedLabels_GiveChance_OnEveryRoute()
    {
        var matrix = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 80, Genes = 500 }, 2).Matrix;
        var result = ExpressionEvaluation.Run(matrix, LabelReader.Find(matrix)!, Routes, new EvaluationOptions { Repeats = 1, Permutations = 40 }, 1);
        Assert.All(result.Routes, route => Assert.InRange(route.PermutedAuroc, 0.47, 0.53));
    }

    [Fact]
    public void PermutedLabels_GiveChance_ForPairsOfAPatient()
    {
        // A tumour and a normal sample of each of 40 patients: permuting patients alone would leave every label where it is.
        var matrix = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 80, Genes = 300, TumourShift = 3 }, 2).Matrix;
        var classes = matrix.Annotation("class");
        var (tumours, normals) = (Enumerable.Range(0, 80).Where(i => classes[i] == "Tumour").ToArray(), Enumerable.Range(0, 80).Where(i => classes[i] == "Normal").ToArray());
        var paired = matrix.SelectSamples([.. tumours.Zip(normals).SelectMany(pair => new[] { pair.First, pair.Second })]);
        paired = paired.WithAnnotation("patient", Enumerable.Range(0, 80).Select(i => $"P{i / 2}"));
        var result = ExpressionEvaluation.Run(paired, LabelReader.Find(paired)!, [new PrincipalComponentsRoute(5), new TwoSampleTestRoute(20)], new EvaluationOptions { Repeats = 1, Permutations = 40, GroupKey = "patient" }, 1);
        Assert.All(result.Routes, route => Assert.InRange(route.PermutedAuroc, 0.46, 0.54));
        Assert.All(result.Routes, route => Assert.True(route.Auroc.Estimate > 0.8, route.Auroc.ToString()));
    }

    [Fact]
    public void SameSeed_GivesTheSameFigures()
    {
        var matrix = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 60, Genes = 200 }, 2).Matrix;
        var options = new EvaluationOptions { Repeats = 2, Permutations = 2, Bootstraps = 200 };
        var (first, second) = (Run(1), Run(1));
        for (var i = 0; i < Routes.Length; i++)
        {
            Assert.Equal(first.Routes[i].Auroc, second.Routes[i].Auroc);
            Assert.Equal(first.Routes[i].PermutedAuroc, second.Routes[i].PermutedAuroc);
        }
        Assert.NotEqual(first.Routes[1].Auroc, Run(2).Routes[1].Auroc);
        EvaluationResult Run(ulong seed) => ExpressionEvaluation.Run(matrix, LabelReader.Find(matrix)!, Routes, options, seed);
    }

    [Fact]
    public void SampleWithoutClass_IsLeftOut()
    {
        var matrix = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 60, Genes = 100 }, 2).Matrix;
        var labels = SampleLabels.Of(matrix.Annotation("class").Select((name, i) => i % 10 == 0 ? null : name), "test");
        var result = ExpressionEvaluation.Run(matrix, labels, [new PrincipalComponentsRoute(2)], new EvaluationOptions { Repeats = 1, Permutations = 0 }, 1);
        Assert.Equal(54, result.Samples.Length);
        Assert.All(result.Routes[0].Probabilities, repeat => Assert.Equal(54, repeat.Length));
    }

    [Fact]
    public void WhatCannotBeEvaluated_IsRefused()
    {
        var matrix = ExpressionSimulator.Simulate(new SimulationOptions { Samples = 12, Genes = 50, TumourFraction = 0.25 }, 2).Matrix;
        Assert.Contains("all 12 labelled", Refused(SampleLabels.Of(matrix.SampleNames.Select(_ => "A"), "test"), new EvaluationOptions()), StringComparison.Ordinal);
        Assert.Contains("too few for 5 folds", Refused(LabelReader.Find(matrix)!, new EvaluationOptions()), StringComparison.Ordinal);
        Assert.Contains("take at least 2", Refused(LabelReader.Find(matrix)!, new EvaluationOptions { Folds = 1 }), StringComparison.Ordinal);
        string Refused(SampleLabels labels, EvaluationOptions options) => Assert.Throws<InputException>(() => ExpressionEvaluation.Run(matrix, labels, Routes, options, 1)).Message;
    }

    private static double Auroc(EvaluationResult result, string route) => result.Routes.Single(found => found.Route == route).Auroc.Estimate;
}
