namespace Assay.Expression.CheckUps;

/// <summary>What a check-up looks at beside the model.</summary>
public sealed record CheckUpOptions
{
    /// <summary>Whether accuracy is the figure that a classifier on the codes will be judged by; then unequal classes are a finding.</summary>
    public bool JudgedByAccuracy { get; init; }

    /// <summary>Whether learning rates are tested, from a random start: 80 steps.</summary>
    public bool TestsLearningRates { get; init; }

    /// <summary>Noise that the codes are tried with, as a share of each gene's deviation.</summary>
    public double Noise { get; init; } = 0.1;
}
