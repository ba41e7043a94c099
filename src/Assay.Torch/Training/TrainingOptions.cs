namespace Assay.Torch.Training;

/// <summary>How <see cref="TrainingLoop"/> trains. What a step does is up to the <see cref="TrainingTask"/> and the optimiser.</summary>
public readonly record struct TrainingOptions()
{
    /// <summary>Steps in all; each is one batch.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps between two validations; 0 for none. A validation costs what the task makes of it.</summary>
    public long ValidateEvery { get; init; }

    /// <summary>Validations without improvement after which training ends early; 0 never ends it.</summary>
    public int Patience { get; init; }

    /// <summary>How much better than the best a validation must be to count as an improvement.</summary>
    public double LeastImprovement { get; init; }

    /// <summary>Whether a higher validated figure is the better one, as for an accuracy; otherwise a lower one is, as for a loss.</summary>
    public bool HigherIsBetter { get; init; }

    /// <summary>The learning rate over time.</summary>
    public LearningRateSchedule Schedule { get; init; } = new();

    /// <summary>Whether, and which, average of the weights is kept. Costs another copy of the weights, and a pass over both in each step.</summary>
    public AveragingOptions Averaging { get; init; } = new();

    /// <summary>Seed of all random numbers. Each step has its own, so that a resumed training draws the same.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Makes the number of threads a part of the training: sums are split by it, and libtorch's operations on the processor give the same bits whenever
    /// it is the same. A checkpoint is then resumed with the same number only, and bit for bit; otherwise with any, and to the same up to rounding.
    /// </summary>
    public bool Deterministic { get; init; }

    /// <summary>Threads of one tensor operation; null leaves <see cref="LibTorch.Threads"/> as it is.</summary>
    public int? Threads { get; init; }

    /// <summary>Steps between two lines of metrics. Each line waits for the loss and so costs a moment.</summary>
    public long LogEvery { get; init; } = 50;

    /// <summary>
    /// Whether the doctor looks at the training: at every loss, and now and then at the model, most often at the beginning. It costs a few parts in a hundred at most and changes no weight.
    /// </summary>
    public bool Doctor { get; init; } = true;

    /// <summary>Time between two checkpoints; one is written at the end and on cancellation too.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Steps);
        ArgumentOutOfRangeException.ThrowIfNegative(ValidateEvery);
        ArgumentOutOfRangeException.ThrowIfNegative(Patience);
        ArgumentOutOfRangeException.ThrowIfNegative(LeastImprovement);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LogEvery);
        if (Threads is { } threads) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads, nameof(Threads));
        if (ValidateEvery == 0 && (Patience > 0 || Schedule.Kind == ScheduleKind.Plateau)) throw new ArgumentException("Stopping early and plateaus need validations: set ValidateEvery.");
        Schedule.Validate();
        Averaging.Validate();
    }
}
