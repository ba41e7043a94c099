using Assay.Threshold.Numbers;

namespace Assay.Threshold.Robustness;

/// <summary>Which networks are compared, and for how long.</summary>
public readonly record struct RobustnessOptions()
{
    /// <summary>What is made as large as can be.</summary>
    public RobustnessObjective Objective { get; init; } = RobustnessObjective.Tolerance;

    /// <summary>
    /// Bound of all numbers, weights and biases. Without one a network could be scaled up to bear anything. The default is the largest number of the
    /// textbook's network for equal streams, so that tolerances can be set beside its.
    /// </summary>
    public Rational Bound { get; init; } = new(3, 2);

    /// <summary>All numbers are multiples of this, such as 1/2; null for any fractions, which bear more.</summary>
    public Rational? Step { get; init; }

    /// <summary>Whether only the weights that are not zero in the network that is given may differ from zero.</summary>
    public bool SameWires { get; init; }

    /// <summary>Time for the search.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Threads of the solver. One makes it repeatable.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of the solver's random choices.</summary>
    public int Seed { get; init; } = 1;
}
