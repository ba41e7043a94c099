using Assay.Architecture.Graphs;
using Assay.Core.Errors;

namespace Assay.Architecture.Operators.Internals;

/// <summary>Reads windows from the attributes of convolutions and poolings, with <c>auto_pad</c> resolved to the padding that it means.</summary>
internal static class WindowReader
{
    private const long Limit = int.MaxValue;

    /// <summary>Windows of a convolution, whose kernel follows from its weights [C_out, C_in/g, k…].</summary>
    public static AxisWindow[] OfConvolution(GraphNode node, TensorShape input, TensorShape weights, int weightsInput = 1)
    {
        if (weights.Rank != input.Rank || input.Rank < 3) throw Error(node, $"weights of {weights} do not fit an input of {input}");
        var kernel = new long[input.Rank - 2];
        for (var i = 0; i < kernel.Length; i++)
            if (!weights[i + 2].TryGetValue(out kernel[i])) throw Error(node, $"the kernel {weights} of input {weightsInput} must be made of numbers");
        if (node.GetInts("kernel_shape") is { } declared && !declared.SequenceEqual(kernel))
            throw Error(node, $"kernel_shape {string.Join('x', declared)} contradicts its weights of {weights}");
        return Of(node, kernel, input);
    }

    /// <summary>Windows of a pooling.</summary>
    public static AxisWindow[] OfPooling(GraphNode node, TensorShape input)
    {
        if (input.Rank < 3) throw Error(node, $"an input of {input} has no spatial axes");
        var kernel = node.GetInts("kernel_shape") ?? throw Error(node, "the attribute kernel_shape is missing");
        return Of(node, kernel, input);
    }

    private static AxisWindow[] Of(GraphNode node, IReadOnlyList<long> kernel, TensorShape input)
    {
        var axes = input.Rank - 2;
        var strides = Read(node, "strides", axes);
        var dilations = Read(node, "dilations", axes);
        var pads = node.GetInts("pads");
        if (kernel.Count != axes) throw Error(node, $"a kernel of {kernel.Count} axes does not fit an input of {input}");
        if (kernel.Any(size => size is < 1 or > Limit)) throw Error(node, $"the kernel {string.Join('x', kernel)} is out of range");
        var automatic = node.GetString("auto_pad", "NOTSET");
        if (automatic is "" or "NOTSET" && pads is not null && pads.Count != 2 * axes) throw Error(node, $"{pads.Count} values of pads do not fit {axes} axes");
        if (pads is not null && pads.Any(pad => pad is > Limit or < -Limit)) throw Error(node, "a value of pads is out of range");
        var windows = new AxisWindow[axes];
        for (var i = 0; i < axes; i++)
        {
            var window = new AxisWindow(kernel[i], strides[i], dilations[i], Dimension.Zero, Dimension.Zero);
            windows[i] = automatic switch
            {
                "SAME_UPPER" or "SAME_LOWER" => Same(window, input[i + 2], automatic == "SAME_LOWER"),
                "VALID" => window,
                "" or "NOTSET" => pads is null ? window : window with { Before = pads[i], After = pads[i + axes] },
                _ => throw Error(node, $"auto_pad '{automatic}' does not exist"),
            };
        }
        return windows;
    }

    // The output has ceil(n/stride) elements; an odd padding has its larger half after (UPPER) or before (LOWER).
    private static AxisWindow Same(AxisWindow window, Dimension size, bool lower)
    {
        var total = Dimension.Max((size.CeilingDivide(window.Stride) - 1) * window.Stride + window.Extent - size, Dimension.Zero);
        var (small, large) = (total.FloorDivide(2), total - total.FloorDivide(2));
        return window with { IsSame = true, Before = lower ? large : small, After = lower ? small : large };
    }

    private static long[] Read(GraphNode node, string name, int axes)
    {
        var values = node.GetInts(name);
        if (values is null || values.Count == 0) return [.. Enumerable.Repeat(1L, axes)];
        if (values.Count != axes) throw Error(node, $"{values.Count} values of {name} do not fit {axes} axes");
        if (values.Any(value => value is < 1 or > Limit)) throw Error(node, $"a value of {name} is out of range");
        return [.. values];
    }

    private static InputException Error(GraphNode node, string what) => new($"{node}: {what}; check the model.");
}
