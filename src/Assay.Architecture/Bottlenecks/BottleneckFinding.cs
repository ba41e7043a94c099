using System.Globalization;
using Assay.Architecture.Graphs;

namespace Assay.Architecture.Bottlenecks;

/// <summary>A place where the representation is squeezed and blown up again: what follows has more numbers, but no more information.</summary>
/// <param name="Cut">The place.</param>
/// <param name="Before">Elements of the widest place before it, back to where the network was as narrow.</param>
/// <param name="After">Elements of the widest place behind it, on to where the network is as narrow again.</param>
/// <param name="Ratio">Its elements divided by those of the smaller of both sides: 0.5 means that what follows has twice as many numbers as passed.</param>
/// <param name="AreaRatio">Its image area divided by that of the widest place before it: the fall that pooling explains. A smaller quotient of elements comes from lost channels.</param>
public sealed record BottleneckFinding(BottleneckCut Cut, Dimension Before, Dimension After, double Ratio, double AreaRatio)
{
    /// <summary>Whether more is lost than pooling explains: channels too.</summary>
    public bool LosesChannels { get; init; }

    /// <summary>One sentence for a reader.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        Bottleneck at {string.Join(" + ", Cut.Tensors.Select(tensor => tensor.Name))}: {Number(Before)} elements before, {Number(Cut.Elements)} there ({(LosesChannels ? "fewer than pooling explains" : "as pooling explains")}), {Number(After)} after, of which at most {Ratio:0 %} are independent.
        """);

    private static string Number(Dimension value) => value.TryGetValue(out var number) ? number.ToString("N0", CultureInfo.InvariantCulture) : value.ToString();
}
