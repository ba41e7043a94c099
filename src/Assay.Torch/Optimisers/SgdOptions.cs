namespace Assay.Torch.Optimisers;

/// <summary>How <see cref="FusedSgd"/> steps.</summary>
public readonly record struct SgdOptions()
{
    /// <summary>Length of a step η.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Share μ of the last step that goes into the next. 0 needs no memory beside the weights; 0.9 is the custom.</summary>
    public double Momentum { get; init; }

    /// <summary>Looks ahead along the momentum (Sutskever et al. 2013): more stable at high momentum.</summary>
    public bool Nesterov { get; init; }

    /// <summary>Factor λ of the L2 penalty, added to the gradient as λ·θ.</summary>
    public double WeightDecay { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(Momentum);
        ArgumentOutOfRangeException.ThrowIfNegative(WeightDecay);
        if (Nesterov && Momentum == 0) throw new ArgumentException("Looking ahead needs momentum.");
    }
}
