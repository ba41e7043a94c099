namespace Assay.Torch.Training;

/// <summary>The learning rate over a training, as a share of the optimiser's own.</summary>
public readonly record struct LearningRateSchedule()
{
    /// <summary>How it goes on after the warm-up.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>Steps in which it rises linearly from near zero to its full height (Goyal et al. 2017, section 2.2). Lets the states of Adam settle before long steps are taken.</summary>
    public long WarmUpSteps { get; init; }

    /// <summary>Share that is left at the end of the cosine.</summary>
    public double FinalShare { get; init; }

    /// <summary>Validations without improvement before a plateau is seen.</summary>
    public int PlateauPatience { get; init; } = 3;

    /// <summary>What the rate is multiplied by at a plateau.</summary>
    public double PlateauFactor { get; init; } = 0.5;

    /// <summary>The share of the learning rate in a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">Steps in all.</param>
    /// <param name="plateaus">How often validation has stood still.</param>
    public double Share(long step, long steps, int plateaus)
    {
        if (step < WarmUpSteps) return (step + 1.0) / WarmUpSteps;
        return Kind switch
        {
            ScheduleKind.Cosine => FinalShare + (1 - FinalShare) * 0.5 * (1 + Math.Cos(Math.PI * Progress(step, steps))),
            ScheduleKind.Plateau => Math.Pow(PlateauFactor, plateaus),
            _ => 1,
        };
    }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WarmUpSteps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(PlateauPatience);
        if (FinalShare is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(FinalShare), FinalShare, "A share is from 0 to 1.");
        if (PlateauFactor is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(PlateauFactor), PlateauFactor, "The factor is above 0 and below 1.");
    }

    // 0 in the first step after the warm-up, 1 in the last.
    private double Progress(long step, long steps) => Math.Min(1, (double)(step - WarmUpSteps) / Math.Max(1, steps - 1 - WarmUpSteps));
}
