namespace Assay.Threshold.Synthesis;

/// <summary>What kind of network is looked for, and how long.</summary>
public readonly record struct SynthesisOptions()
{
    /// <summary>Hidden units n; null looks for the fewest, from none upwards.</summary>
    public int? HiddenUnits { get; init; }

    /// <summary>State bits k; null takes the fewest that give each state a code of its own.</summary>
    public int? StateBits { get; init; }

    /// <summary>Whether the state may act on the next state directly (the term R·s). Without it the hidden units must carry the memory.</summary>
    public bool DirectTerm { get; init; } = true;

    /// <summary>
    /// Bound B of the weights, which are whole numbers in [−B, B]; null takes what every threshold function of so many inputs can do with, up to 5 inputs,
    /// and 9 above. Small weights are found faster.
    /// </summary>
    public int? WeightBound { get; init; }

    /// <summary>Time for all attempts together; then the constructed network is given.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Threads of the solver. One makes it repeatable.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Seed of the solver's random choices.</summary>
    public int Seed { get; init; } = 1;
}
