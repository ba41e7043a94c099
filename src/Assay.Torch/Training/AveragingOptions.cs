namespace Assay.Torch.Training;

/// <summary>How weights are averaged over steps. The average is what is validated, kept as the best and left in the model at the end.</summary>
public readonly record struct AveragingOptions()
{
    /// <summary>Which average.</summary>
    public AveragingKind Kind { get; init; } = AveragingKind.None;

    /// <summary>How much of the exponential average is kept in a step; the average spans about 1 / (1 − decay) steps.</summary>
    public double Decay { get; init; } = 0.999;

    /// <summary>The step from which on weights count. The uniform average wants to begin late, when the loss has come down.</summary>
    public long FirstStep { get; init; }

    internal void Validate()
    {
        if (Decay is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Decay), Decay, "A decay is at least 0 and below 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(FirstStep);
    }
}
