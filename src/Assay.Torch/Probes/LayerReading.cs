using Assay.Torch.Layers;

namespace Assay.Torch.Probes;

/// <summary>What came out of one layer for one batch.</summary>
public sealed record LayerReading
{
    /// <summary>The layer's name within the model.</summary>
    public required string Name { get; init; }

    /// <summary>What it does; linear for layers with weights.</summary>
    public required ActivationKind Kind { get; init; }

    /// <summary>Whether it gives the model's output: no other layer ran after it.</summary>
    public required bool IsOutput { get; init; }

    /// <summary>Number of units: features, or channels of an image.</summary>
    public required int Units { get; init; }

    /// <summary>Number of samples in the batch that were looked at.</summary>
    public required int Samples { get; init; }

    /// <summary>Mean over all values.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation over all values.</summary>
    public required double Deviation { get; init; }

    /// <summary>Smallest value.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Share of the values where a sigmoid or tanh has less than a twentieth of its largest slope; 0 for others.</summary>
    public required double SaturatedShare { get; init; }

    /// <summary>Share of the units that are zero for every sample, as rectified units without any positive sum are; 0 for other kinds.</summary>
    public required double DeadShare { get; init; }

    /// <summary>Root mean square, over units, of a unit's standard deviation over samples, divided by the root mean square of all values: how much of what comes out depends on the sample.</summary>
    public required double Variation { get; init; }
}
