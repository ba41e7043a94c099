namespace Assay.Architecture.Graphs;

/// <summary>The window of a convolution or pooling along the spatial axes of an image.</summary>
public readonly record struct WindowOptions()
{
    /// <summary>Elements of the window per axis. A single number counts for all axes.</summary>
    public required IReadOnlyList<int> Kernel { get; init; }

    /// <summary>Steps between windows. Above 1 the output is smaller.</summary>
    public IReadOnlyList<int> Stride { get; init; } = [1];

    /// <summary>Steps between the elements of a window. Above 1 it sees further at the same cost.</summary>
    public IReadOnlyList<int> Dilation { get; init; } = [1];

    /// <summary>
    /// Zeros around the image: one number for all sides, one per axis, or before and after for each axis
    /// (for images: top, left, bottom, right).
    /// </summary>
    public IReadOnlyList<int> Padding { get; init; } = [0];

    /// <summary>Pads so that the output has ceil(n/stride) elements, an odd padding with its larger half after; <see cref="Padding"/> is not used then.</summary>
    public bool Same { get; init; }

    /// <summary>A square window.</summary>
    public static WindowOptions Square(int kernel, int stride = 1, int padding = 0, int dilation = 1) =>
        new() { Kernel = [kernel], Stride = [stride], Padding = [padding], Dilation = [dilation] };
}
