using Assay.Architecture.Graphs;

namespace Assay.Architecture.Bottlenecks;

/// <summary>A place where the representation is squeezed and blown up again: what follows has more numbers, but no more information.</summary>
/// <param name="Cut">The place.</param>
/// <param name="Before">Elements of the widest place before it, back to where the network was as narrow.</param>
/// <param name="After">Elements of the widest place behind it, on to where the network is as narrow again.</param>
/// <param name="Ratio">Its elements divided by those of the smaller of both sides: 0.5 means that half is lost.</param>
public sealed record BottleneckFinding(BottleneckCut Cut, Dimension Before, Dimension After, double Ratio)
{
    /// <summary>One sentence for a reader.</summary>
    public override string ToString() =>
        $"The representation falls from {Before} to {Cut.Elements} elements at {string.Join(" + ", Cut.Tensors.Select(tensor => tensor.Name))} and grows to {After} again: a representational bottleneck of {Ratio:0.###}.";
}
