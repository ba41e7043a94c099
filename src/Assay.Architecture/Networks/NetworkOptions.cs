using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks;

/// <summary>What can be changed about a network of the catalogue. What is left out is as in the network's reference.</summary>
public readonly record struct NetworkOptions()
{
    /// <summary>Images at a time: a number, or a name to keep it open.</summary>
    public Dimension Batch { get; init; } = 1;

    /// <summary>Height and width of the images; null for the reference's.</summary>
    public int? InputSize { get; init; }

    /// <summary>Classes told apart; null for the reference's.</summary>
    public int? Classes { get; init; }

    /// <summary>Whether the auxiliary classifiers are there, which training alone uses; null for the reference's choice. Networks without any ignore it.</summary>
    public bool? AuxiliaryHead { get; init; }

    /// <summary>Whether convolutions are followed by batch normalisation; null for the reference's choice.</summary>
    public bool? BatchNormalization { get; init; }

    /// <summary>Whether convolutions have biases; null for the reference's choice.</summary>
    public bool? ConvolutionBias { get; init; }

    /// <summary>Seed of the weights.</summary>
    public ulong Seed { get; init; } = 1;
}
