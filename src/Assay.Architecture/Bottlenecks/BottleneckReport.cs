namespace Assay.Architecture.Bottlenecks;

/// <summary>Where a network's representation is narrowest.</summary>
public sealed record BottleneckReport
{
    /// <summary>The narrowest place between the input and the output, both left out; null if the input leads to the output directly or not at all.</summary>
    public required BottleneckCut? Minimum { get; init; }

    /// <summary>The same within the part that computes images: between the input and the last tensor before the image becomes a vector.</summary>
    public required BottleneckCut? Features { get; init; }

    /// <summary>Cuts along the depth of the part that computes images, from the input on.</summary>
    public required IReadOnlyList<ProfilePoint> Profile { get; init; }

    /// <summary>Places where that profile falls and rises again by more than a tenth, the worst first.</summary>
    public required IReadOnlyList<BottleneckFinding> Findings { get; init; }
}
