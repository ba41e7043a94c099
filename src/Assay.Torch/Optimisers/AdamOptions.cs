namespace Assay.Torch.Optimisers;

/// <summary>How <see cref="FusedAdam"/> steps.</summary>
public readonly record struct AdamOptions()
{
    /// <summary>Length of a step α.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How much of the mean gradient is kept, β₁.</summary>
    public double FirstDecay { get; init; } = 0.9;

    /// <summary>How much of the mean squared gradient is kept, β₂. Lower values follow changes faster and step less evenly.</summary>
    public double SecondDecay { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square, ε: bounds the step where gradients vanish.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Factor λ of the decay of the weights.</summary>
    public double WeightDecay { get; init; }

    /// <summary>
    /// AdamW (Loshchilov and Hutter 2019): weights shrink by 1 − αλ beside the step, so that all decay alike. Otherwise λ·θ goes into the
    /// gradient, as an L2 penalty, and weights with large gradients hardly decay.
    /// </summary>
    public bool DecoupledWeightDecay { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(WeightDecay);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Epsilon);
        if (FirstDecay is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(FirstDecay), FirstDecay, "A decay is at least 0 and below 1.");
        if (SecondDecay is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(SecondDecay), SecondDecay, "A decay is at least 0 and below 1.");
    }
}
