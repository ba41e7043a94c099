using System.Collections.Immutable;
using Assay.Torch.Doctor;
using Assay.Torch.Probes;

namespace Assay.Expression.CheckUps;

/// <summary>What a check-up of a model measured. Errors are in the data's units: log2 where a logarithm was taken.</summary>
public sealed record CheckUp
{
    /// <summary>Layers and gradients on the reference samples.</summary>
    public required ProbeReading Reading { get; init; }

    /// <summary>Mean squared error on the other samples.</summary>
    public required double TestMse { get; init; }

    /// <summary>Mean squared error on the reference samples, those that trained where that is known.</summary>
    public required double TrainMse { get; init; }

    /// <summary>Error on the other samples of predicting each gene's mean over the reference samples.</summary>
    public required double MeanPredictorMse { get; init; }

    /// <summary>Error on the other samples of as many principal components as the code is wide.</summary>
    public required double ComponentsMse { get; init; }

    /// <summary>How far codes move for the noise of <see cref="CheckUpOptions.Noise"/>, as a share of their own deviation over samples; infinite for codes that are constant.</summary>
    public required double CodeMovement { get; init; }

    /// <summary>A test of learning rates; null where none was asked for.</summary>
    public required RangeTestResult? RangeTest { get; init; }

    /// <summary>What is wrong, worst first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }
}
