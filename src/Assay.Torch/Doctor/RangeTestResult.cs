using System.Collections.Immutable;

namespace Assay.Torch.Doctor;

/// <summary>Losses over learning rates.</summary>
public sealed record RangeTestResult
{
    /// <summary>The learning rate that the training uses.</summary>
    public required double Used { get; init; }

    /// <summary>Rates, rising, and the smoothed loss at each.</summary>
    public required ImmutableArray<(double LearningRate, double Loss)> Points { get; init; }

    /// <summary>The rate at which the loss fell fastest; null where it fell nowhere.</summary>
    public required double? Steepest { get; init; }

    /// <summary>The rate from which the loss rose without coming back; null where it did not up to the highest.</summary>
    public required double? Divergence { get; init; }
}
