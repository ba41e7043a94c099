using Assay.Architecture.Graphs;

namespace Assay.Architecture.Operators.Internals;

/// <summary>The window of a convolution or pooling along one axis.</summary>
/// <param name="Kernel">Elements k of the window.</param>
/// <param name="Stride">Steps between windows.</param>
/// <param name="Dilation">Steps between elements of a window.</param>
/// <param name="Before">Padding before the first element; may depend on the size for <c>SAME</c> padding.</param>
/// <param name="After">Padding after the last element.</param>
internal sealed record AxisWindow(long Kernel, long Stride, long Dilation, Dimension Before, Dimension After)
{
    /// <summary>Whether the padding is chosen so that ceil(n/stride) windows fit.</summary>
    public bool IsSame { get; init; }

    /// <summary>Input elements from the first of a window to its last.</summary>
    public long Extent => checked((Kernel - 1) * Dilation + 1);
}
