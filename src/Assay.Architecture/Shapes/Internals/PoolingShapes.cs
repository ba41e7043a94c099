using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Windows reduced to one number each, over parts of the image or all of it.</summary>
internal static class PoolingShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.Pooling, Pooling, "MaxPool", "AveragePool", "LpPool");
        registry.AddRuntime(OperatorCategory.Pooling, Pooling, "QLinearAveragePool", "NhwcMaxPool");
        registry.Add(OperatorCategory.Pooling, Global, "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool");
        registry.AddRuntime(OperatorCategory.Pooling, Global, "QLinearGlobalAveragePool");
        registry.Add(OperatorCategory.Pooling, Unpooled, "MaxUnpool");
        registry.Add(OperatorCategory.Pooling, Regions, "RoiAlign", "MaxRoiPool");
    }

    private static void Pooling(ShapeContext context)
    {
        var input = context.Shape(0);
        TensorShape? shape = null;
        if (input is not null)
        {
            var windows = WindowReader.OfPooling(context.Node, input);
            var ceiling = context.Node.GetInt("ceil_mode") != 0;
            var sizes = input.ToArray();
            for (var i = 0; i < windows.Length; i++)
                sizes[i + 2] = ceiling && !windows[i].IsSame ? RoundedUp(context, input[i + 2], windows[i]) : ConvolutionShapes.Windowed(context, input[i + 2], windows[i]);
            shape = new TensorShape(sizes);
        }
        context.Set(0, shape);
        context.Set(1, shape, TensorType.Int64);
    }

    // A window that would start behind the image and its padding before is left out, as runtimes do.
    private static Dimension RoundedUp(ShapeContext context, Dimension size, AxisWindow window)
    {
        _ = ConvolutionShapes.Windowed(context, size, window);
        var windows = (size + window.Before + window.After - window.Extent).CeilingDivide(window.Stride) + 1;
        return Dimension.Min(windows, (size + window.Before).CeilingDivide(window.Stride));
    }

    private static void Global(ShapeContext context)
    {
        if (context.Shape(0) is { Rank: < 2 } flat) throw context.Error($"an input of {flat} has no spatial axes");
        context.Set(0, context.Shape(0) is { } input ? new TensorShape(input.Select((size, axis) => axis < 2 ? size : Dimension.One)) : null);
    }

    private static void Unpooled(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        if (context.Has(2) && context.Sizes(2) is { } given && given.All(size => size is not null))
        {
            context.Set(0, new TensorShape(given!));
            return;
        }
        var windows = WindowReader.OfPooling(context.Node, input);
        context.Set(0, new TensorShape(input.Select((size, axis) =>
            axis < 2 ? size : (size - 1) * windows[axis - 2].Stride + windows[axis - 2].Kernel - windows[axis - 2].Before - windows[axis - 2].After)));
    }

    // [N, C, H, W] and R regions give [R, C, h, w].
    private static void Regions(ShapeContext context)
    {
        if (context.Shape(0) is not { Rank: 4 } input || context.Shape(1) is not { Rank: 2 } regions)
        {
            context.Set(0, null);
            return;
        }
        var pooled = context.Node.GetInts("pooled_shape");
        var (height, width) = pooled is { Count: 2 } ? (pooled[0], pooled[1]) : (context.Node.GetInt("output_height", 1), context.Node.GetInt("output_width", 1));
        context.Set(0, new TensorShape(regions[0], input[1], height, width));
    }
}
