namespace Assay.Threshold.Tolerances;

/// <summary>What kind of perturbation a network is to bear.</summary>
public readonly record struct ToleranceOptions()
{
    /// <summary>Whether a perturbation is a share of each number; otherwise it is the same size for all.</summary>
    public bool Relative { get; init; }

    /// <summary>Whether weights of zero are perturbed too. A zero is taken for a wire that is not there; a dense realisation has noise on it as well.</summary>
    public bool PerturbZeros { get; init; }

    /// <summary>Time for the search; after it a bound is given.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);
}
