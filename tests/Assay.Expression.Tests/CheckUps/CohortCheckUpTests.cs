using Assay.Core.Randomness;
using Assay.Expression.Autoencoders;
using Assay.Expression.CheckUps;
using Assay.Expression.Fitting;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Expression.Simulation;
using Assay.Expression.Splits;
using Assay.Torch.Doctor;

namespace Assay.Expression.Tests.CheckUps;

/// <summary>Each fault planted, and a sound fit in which none of them is found.</summary>
[Collection("libtorch")]
public sealed class CohortCheckUpTests
{
    private static readonly AutoencoderOptions Network = new() { Hidden = [60, 40], Code = 8, Epochs = 15 };

    [Fact]
    public void SoundFit_HasNoMoreThanNotes()
    {
        using var fit = Fit(Cohort(), Network);

        var checkUp = CohortCheckUp.Run(fit.Model, fit.Preparation, Cohort(), LabelReader.Find(Cohort()), fit.Split, new CheckUpOptions { JudgedByAccuracy = true, TestsLearningRates = true }, seed: 1);

        Assert.DoesNotContain(checkUp.Findings, finding => finding.Severity != FindingSeverity.Note);
        Assert.Equal(fit.TestMse, checkUp.TestMse, 1e-6);
        Assert.Equal(fit.MeanPredictorMse, checkUp.MeanPredictorMse, 1e-6);
        Assert.Equal(fit.ComponentsMse, checkUp.ComponentsMse, 1e-6);
        Assert.InRange(checkUp.CodeMovement, 1e-4, 0.3);
        Assert.True(checkUp.RangeTest!.Divergence > 0.01);
    }

    [Fact]
    public void TextbooksNetwork_IsNamedForItsThreeFaults()
    {
        using var fit = Fit(Cohort(), AutoencoderOptions.AsDescribed with { Hidden = [100, 60, 40], Epochs = 30 }, GeneScaling.None);

        var names = Names(fit, Cohort(), fit.Split);

        Assert.Contains("target-range", names);
        Assert.Contains("collapse", names);
        Assert.Contains("saturated-units", names);
    }

    [Fact]
    public void CopiesAcrossTheSplit_AreFound_WhereTheSplitIsKnown()
    {
        var cohort = Cohort();
        using var fit = Fit(cohort, Network);
        var (from, to) = (fit.Split.Train[0], fit.Split.Test[0]);
        cohort.Row(from).CopyTo(cohort.Values.AsSpan(to * cohort.Genes, cohort.Genes));

        Assert.Contains("duplicates-across-split", Names(fit, cohort, fit.Split));
        Assert.DoesNotContain("duplicates-across-split", Names(fit, cohort, null));
    }

    [Fact]
    public void ScalingOfAllSamples_IsFound()
    {
        var cohort = Cohort();
        using var fit = Fit(cohort, Network);
        var all = FittedPreparation.Fit(cohort, fit.Preparation.Options);

        var checkUp = CohortCheckUp.Run(fit.Model, all, cohort, null, fit.Split, new CheckUpOptions(), seed: 1);

        Assert.Contains(checkUp.Findings, finding => finding.Name == "scaling-fitted-on-test");
    }

    [Fact]
    public void GenesShuffledByThemselves_AreNotCompressible()
    {
        var cohort = Cohort();
        var random = new RandomStream(3);
        var shuffled = new float[cohort.Values.Length];
        for (var gene = 0; gene < cohort.Genes; gene++)
        {
            var column = new float[cohort.Samples];
            cohort.CopyGene(gene, column);
            random.Shuffle(column.AsSpan());
            for (var sample = 0; sample < column.Length; sample++) shuffled[sample * cohort.Genes + gene] = column[sample];
        }
        var broken = cohort.WithValues(shuffled);
        using var fit = Fit(broken, Network with { Epochs = 3 });

        Assert.Contains("not-compressible", Names(fit, broken, fit.Split));
    }

    [Fact]
    public void CodesThatFollowTheNoise_AreJumpy()
    {
        var cohort = Cohort();
        using var fit = Fit(cohort, Network);

        var loud = CohortCheckUp.Run(fit.Model, fit.Preparation, cohort, null, fit.Split, new CheckUpOptions { Noise = 10 }, seed: 1);

        var finding = Assert.Single(loud.Findings, finding => finding.Name == "jumpy-codes");
        Assert.Equal(loud.CodeMovement, finding.Evidence[0].Value);
        Assert.DoesNotContain("jumpy-codes", Names(fit, cohort, fit.Split));
    }

    [Fact]
    public void PlateThatGoesWithTheClass_IsConfounded()
    {
        var cohort = Cohort();
        using var fit = Fit(cohort, Network);
        var labels = LabelReader.Find(cohort)!;
        var plates = Enumerable.Range(0, cohort.Samples).Select(sample => labels.Indices[sample] == 0 && sample % 10 > 0 ? "a" : sample % 2 == 0 ? "b" : "c");
        var confounded = cohort.WithAnnotation("plate", plates);

        var checkUp = CohortCheckUp.Run(fit.Model, fit.Preparation, confounded, labels, fit.Split, new CheckUpOptions(), seed: 1);

        Assert.Contains(checkUp.Findings, finding => finding.Name == "confounded" && finding.Statement.Contains("'plate'", StringComparison.Ordinal));
    }

    private static string[] Names(FitResult fit, ExpressionMatrix cohort, Fold? split) =>
        [.. CohortCheckUp.Run(fit.Model, fit.Preparation, cohort, null, split, new CheckUpOptions(), seed: 1).Findings.Select(finding => finding.Name)];

    private static FitResult Fit(ExpressionMatrix cohort, AutoencoderOptions options, GeneScaling scaling = GeneScaling.ZScore) =>
        CohortFit.Run(cohort, LabelReader.Find(cohort), new FitOptions { Preparation = new PreparationOptions { Scaling = scaling }, Autoencoder = options }, seed: 1);

    private static ExpressionMatrix Cohort() => ExpressionSimulator.Simulate(new SimulationOptions { Samples = 160, Genes = 250, Batches = 1 }, seed: 4).Matrix;
}
