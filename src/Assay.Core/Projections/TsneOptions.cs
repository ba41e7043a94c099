using Assay.Core.Machine;

namespace Assay.Core.Projections;

/// <summary>How a t-SNE map is made.</summary>
public readonly record struct TsneOptions()
{
    /// <summary>About how many neighbours each point heeds. Small values show fine clusters, large ones the coarse arrangement. Lowered to (n − 1)/3 for few points.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>θ: how coarsely far points are taken together, in [0, 0.7]; 0 is exact and takes time quadratic in the number of points.</summary>
    public double Theta { get; init; } = 0.5;

    /// <summary>Steps of gradient descent, the exaggerated ones included.</summary>
    public int Iterations { get; init; } = 750;

    /// <summary>First steps, in which attraction is exaggerated so that clusters find together.</summary>
    public int ExaggeratedIterations { get; init; } = 250;

    /// <summary>By how much attraction is exaggerated at first.</summary>
    public double Exaggeration { get; init; } = 12;

    /// <summary>Step size; null: n / <see cref="Exaggeration"/>, at least 50 (Belkina et al. 2019).</summary>
    public double? LearningRate { get; init; }

    /// <summary>Where the points begin.</summary>
    public TsneStart Start { get; init; } = TsneStart.PrincipalComponents;

    /// <summary>Seed of the random start, or of the jitter that parts equal points.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Most threads to use; the map is the same for any number.</summary>
    public int Threads { get; init; } = Processor.PhysicalCores;
}
