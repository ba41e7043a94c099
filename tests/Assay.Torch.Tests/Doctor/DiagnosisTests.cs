using Assay.Torch.Doctor;
using Assay.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Tests.Doctor;

/// <summary>The faults that the trials plant are tested there; these are the others, each planted and each absent.</summary>
[Collection("libtorch")]
public sealed class DiagnosisTests
{
    [Fact]
    public void SoundTraining_HasNoFindings() => Assert.Empty(new Patient().Train());

    [Fact]
    public void InputsThatAreNoNumbers_AreCounted()
    {
        var findings = new Patient
        {
            OnInputs = inputs =>
            {
                inputs[3, 4] = float.NaN;
                inputs[5, 0] = float.PositiveInfinity;
                return inputs;
            },
        }.Train();

        Assert.Equal("non-finite-inputs", findings[0].Name);
        Assert.Equal(("non_finite", 2.0), findings[0].Evidence[0]);
    }

    [Fact]
    public void SigmoidsInADeepNetwork_AreVanishingGradients()
    {
        var deep = new Patient { Hidden = [16, 16, 16, 16, 16, 16, 16, 16], Units = ActivationKind.Tanh, LearningRate = 1e-5 };

        var vanishing = (deep with { Units = ActivationKind.Sigmoid }).Train();

        // So little of the samples comes through that it is a collapse too.
        var finding = Assert.Single(vanishing, found => found.Name == "vanishing-gradients");
        Assert.True(finding.Evidence[0].Value < 1e-3);
        Assert.DoesNotContain(deep.Train(), found => found.Name == "vanishing-gradients");
    }

    [Fact]
    public void LargeWeightsInADeepNetwork_AreExplodingGradients()
    {
        var deep = new Patient { Hidden = [24, 24, 24, 24, 24, 24], Units = ActivationKind.LeakyRelu };

        Assert.Equal("exploding-gradients", (deep with { Scale = 6 }).Train()[0].Name);
        Assert.DoesNotContain(deep.Train(), found => found.Name == "exploding-gradients");
    }

    [Fact]
    public void TargetsThatHaveNothingToDoWithTheInputs_AreNoBetterThanAConstant()
    {
        var patient = new Patient { Epochs = 5, LearningRate = 1e-3, Samples = 6000, Hidden = [8] };

        var random = (patient with { OnTargets = targets => { using var seeded = manual_seed(3); return randn_like(targets); } }).Train();

        Assert.Equal("no-better-than-constant", Assert.Single(random).Name);
        Assert.Empty(patient.Train());
    }

    [Fact]
    public void FewSamplesAndManyWeights_AreATrainTestGap()
    {
        var few = new Patient { Samples = 24, Hidden = [128], LearningRate = 1e-2, Epochs = 150, OnTargets = targets => { using var seeded = manual_seed(3); return targets + randn_like(targets) * tensor(0.7f); } };

        Assert.Contains(few.Train(), finding => finding.Name == "train-test-gap");
        Assert.Empty((few with { Samples = 3000, LearningRate = 1e-3, Epochs = 3, Hidden = [16] }).Train());
    }

    [Fact]
    public void RangeTest_ThatDiverges_MakesTheRateTooHigh()
    {
        var chart = new Chart { Facts = new TaskFacts(), Steps = 10, Losses = [1, 0.9], RangeTest = new RangeTestResult { Used = 0.1, Points = [], Steepest = 0.003, Divergence = 0.05 } };

        var finding = Assert.Single(Diagnosis.Of(chart));

        Assert.Equal("learning-rate-too-high", finding.Name);
        Assert.Contains("0.003", finding.Mend, StringComparison.Ordinal);
        Assert.Empty(Diagnosis.Of(chart with { RangeTest = chart.RangeTest with { Used = 0.01 } }));
    }

    [Fact]
    public void EveryFinding_HasNumbersAndAMend()
    {
        List<Finding> all =
        [
            .. new Patient { LearningRate = 3 }.Train(),
            .. new Patient { LearningRate = 1e-8 }.Train(),
            .. new Patient { OnInputs = inputs => inputs * tensor(1000f) }.Train(),
            .. new Patient { OnFacts = facts => facts with { ClassCounts = [95, 5], JudgedByAccuracy = true } }.Train(),
        ];

        Assert.Equal(["learning-rate-too-high", "learning-rate-too-low", "unscaled-inputs", "class-imbalance"], all.Select(finding => finding.Name).Intersect(["learning-rate-too-high", "learning-rate-too-low", "unscaled-inputs", "class-imbalance"]));
        Assert.All(all, finding =>
        {
            Assert.NotEmpty(finding.Evidence);
            Assert.Matches(@"\d", finding.Statement);
            Assert.EndsWith(".", finding.Statement, StringComparison.Ordinal);
            Assert.EndsWith(".", finding.Mend, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Imbalance_IsSilent_WhereAccuracyIsNotTheFigure() =>
        Assert.Empty(new Patient { OnFacts = facts => facts with { ClassCounts = [95, 5] } }.Train());
}
