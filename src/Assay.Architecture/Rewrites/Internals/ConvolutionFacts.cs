using Assay.Architecture.Graphs;

namespace Assay.Architecture.Rewrites.Internals;

/// <summary>What a rule needs to know about a convolution of images.</summary>
internal sealed record ConvolutionFacts
{
    public required GraphNode Node { get; init; }

    public required long[] Kernel { get; init; }

    public required long[] Stride { get; init; }

    public required long[] Dilation { get; init; }

    /// <summary>Top, left, bottom, right; null for padding that the size decides.</summary>
    public required long[]? Pads { get; init; }

    public required long Groups { get; init; }

    public required long InputChannels { get; init; }

    public required long OutputChannels { get; init; }

    public required TensorType Type { get; init; }

    public bool HasBias => Node.Input(2) is not null;

    /// <summary>Facts about a node; null with a reason where it is no convolution of images that can be replaced, and without one where it is no convolution.</summary>
    public static (ConvolutionFacts? Facts, string? Reason) Of(GraphNode node)
    {
        if (node.Operator != "Conv" || node.Domain.Length > 0 || node.Input(0)?.Shape is not { } input || node.Input(1) is not { Shape: { } weights } stored) return (null, null);
        if (input.Rank != 4 || !weights.TryGetSizes(out var sizes)) return (null, "it is no convolution of two-dimensional images with known weights");
        var automatic = node.GetString("auto_pad", "NOTSET");
        var groups = node.GetInt("group", 1);
        return (new()
        {
            Node = node,
            Kernel = [sizes[2], sizes[3]],
            Stride = [.. node.GetInts("strides") ?? [1, 1]],
            Dilation = [.. node.GetInts("dilations") ?? [1, 1]],
            Pads = automatic switch { "" or "NOTSET" => [.. node.GetInts("pads") ?? [0, 0, 0, 0]], "VALID" => [0, 0, 0, 0], _ => null },
            Groups = groups,
            InputChannels = sizes[1] * groups,
            OutputChannels = sizes[0],
            Type = stored.ElementType,
        }, null);
    }
}
