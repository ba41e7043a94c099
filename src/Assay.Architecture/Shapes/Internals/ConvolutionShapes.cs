using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Convolutions: [N, C_in, n…] with weights [C_out, C_in/g, k…] gives [N, C_out, m…].</summary>
internal static class ConvolutionShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.Convolution, context => Convolution(context, 1, context.Type(0)), "Conv", "DeformConv");
        registry.AddRuntime(OperatorCategory.Convolution, context => Convolution(context, 1, context.Type(0)), "FusedConv");
        registry.Add(OperatorCategory.Convolution, context => Convolution(context, 1, TensorType.Int32), "ConvInteger");
        registry.Add(OperatorCategory.Convolution, context => Convolution(context, 3, context.Type(7)), "QLinearConv");
        registry.AddRuntime(OperatorCategory.Convolution, context => Convolution(context, 3, context.Type(7)), "QLinearConv");
        registry.Add(OperatorCategory.Convolution, Transposed, "ConvTranspose");
    }

    private static void Convolution(ShapeContext context, int weightsInput, TensorType type)
    {
        if (context.Shape(0) is not { } input || context.Shape(weightsInput) is not { } weights)
        {
            context.Set(0, null, type);
            return;
        }
        var windows = WindowReader.OfConvolution(context.Node, input, weights, weightsInput);
        var groups = Groups(context);
        if (input[1].TryGetValue(out var channels) && weights[1].TryGetValue(out var each) && channels != (Int128)each * groups)
            throw context.Error($"an input of {input} has {channels} channels, but the weights {weights} with {groups} group(s) take {(Int128)each * groups}");
        if (weights[0].TryGetValue(out var outputs) && outputs % groups != 0) throw context.Error($"{outputs} output channels cannot be split in {groups} groups");
        var sizes = new Dimension[input.Rank];
        (sizes[0], sizes[1]) = (input[0], weights[0]);
        for (var i = 0; i < windows.Length; i++) sizes[i + 2] = Windowed(context, input[i + 2], windows[i]);
        context.Set(0, new TensorShape(sizes), type);
    }

    private static void Transposed(ShapeContext context)
    {
        if (context.Shape(0) is not { } input || context.Shape(1) is not { } weights)
        {
            context.Set(0, null);
            return;
        }
        var automatic = context.Node.GetString("auto_pad", "NOTSET");
        var windows = WindowReader.OfConvolution(context.Node, input, weights);
        if (input[1].TryGetValue(out var channels) && weights[0].TryGetValue(out var taken) && channels != taken)
            throw context.Error($"an input of {input} has {channels} channels, but the weights {weights} take {taken}");
        var extra = context.Node.GetInts("output_padding");
        var fixedSizes = context.Node.GetInts("output_shape");
        if (extra is not null && extra.Count < windows.Length || fixedSizes is not null && fixedSizes.Count < windows.Length) throw context.Error("output_padding or output_shape has too few values");
        var sizes = new Dimension[input.Rank];
        (sizes[0], sizes[1]) = (input[0], weights[1] * Groups(context));
        for (var i = 0; i < windows.Length; i++)
        {
            var window = windows[i];
            // Some exporters write all axes to output_shape, others the spatial ones alone.
            if (fixedSizes is not null) sizes[i + 2] = fixedSizes[fixedSizes.Count - windows.Length + i];
            // A kernel smaller than its stride does not fill the size that SAME asks for, and nothing can be cut off.
            else if (automatic is "SAME_UPPER" or "SAME_LOWER") sizes[i + 2] = Dimension.Min(input[i + 2] * window.Stride, (input[i + 2] - 1) * window.Stride + window.Extent + (extra?[i] ?? 0));
            else sizes[i + 2] = (input[i + 2] - 1) * window.Stride + window.Extent + (extra?[i] ?? 0) - window.Before - window.After;
        }
        context.Set(0, new TensorShape(sizes));
    }

    private static long Groups(ShapeContext context) =>
        context.Node.GetInt("group", 1) is var groups and >= 1 and <= int.MaxValue ? groups : throw context.Error("the attribute group is out of range");

    /// <summary>m = floor((n + padding − extent)/stride) + 1.</summary>
    public static Dimension Windowed(ShapeContext context, Dimension size, AxisWindow window)
    {
        if (window.IsSame) return size.CeilingDivide(window.Stride);
        var padded = size + window.Before + window.After;
        if (padded.TryGetValue(out var space) && space < window.Extent)
            throw context.Error($"a window of {window.Extent} does not fit an axis of {size} with its padding; give a larger input");
        return (padded - window.Extent).FloorDivide(window.Stride) + 1;
    }
}
