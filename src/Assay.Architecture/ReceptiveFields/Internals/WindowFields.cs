using Assay.Architecture.Graphs;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Convolutions and poolings: windows that move over the axes behind batch and channels.</summary>
internal static class WindowFields
{
    public static void Register(FieldRegistry registry)
    {
        registry.Add(context => Convolution(context, 1), "Conv", "ConvInteger", "FusedConv");
        registry.Add(context => Convolution(context, 3), "QLinearConv");
        registry.Add(Transposed, "ConvTranspose");
        registry.Add(Pooling, "MaxPool", "AveragePool", "LpPool", "QLinearAveragePool");
        registry.Add(Global, "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "QLinearGlobalAveragePool");
    }

    private static void Convolution(FieldContext context, int weightsInput)
    {
        var input = context.Shape(0);
        var windows = WindowReader.OfConvolution(context.Node, input, context.Shape(weightsInput), weightsInput);
        var result = Windowed(context, windows, input, mixesChannels: true);
        if (context.Node.Operator != "FusedConv" || !context.Depends(3))
        {
            context.Set(0, context.WithWhole(result, 0));
            return;
        }
        // The fused form adds a fourth input to the sums.
        context.Set(0, context.WithWhole(context.Join([result, context.Of(3)]), 0, 3));
    }

    private static void Pooling(FieldContext context)
    {
        var input = context.Shape(0);
        context.SetAll(context.WithWhole(Windowed(context, WindowReader.OfPooling(context.Node, input), input, mixesChannels: false), 0));
    }

    private static void Global(FieldContext context)
    {
        for (var axis = 2; axis < context.Shape(0).Rank; axis++) context.MarkWindowed(axis);
        context.SetAll(context.MapAxes(0, (state, axis) => axis < 2 ? state : context.Collapsed(state, 0)));
    }

    private static AxisState[] Windowed(FieldContext context, AxisWindow[] windows, TensorShape input, bool mixesChannels) => Moving(context, mixesChannels, (state, axis) =>
    {
        var window = windows[axis];
        var before = window.IsSame ? SamePadding(context.Node, window, input[axis + 2]) : window.Before;
        return state.After(AxisStep.Window(0, window.Stride, window.Dilation, window.Kernel), -before, context.Node);
    });

    private static AxisState[] Moving(FieldContext context, bool mixesChannels, Func<AxisState, int, AxisState> window)
    {
        for (var axis = 2; axis < context.Shape(0).Rank; axis++) context.MarkWindowed(axis);
        return context.MapAxes(0, (state, axis) => axis switch
        {
            0 => state,
            1 => mixesChannels ? context.Collapsed(state, 0) : state,
            _ => window(state, axis - 2),
        });
    }

    // Depends on the size by its remainder modulo the stride alone: often it is the same for all remainders.
    private static Dimension SamePadding(GraphNode node, AxisWindow window, Dimension size)
    {
        if (size.IsConstant || window.Stride > PeriodicField.PeriodLimit) return window.Before;
        var lower = node.GetString("auto_pad") == "SAME_LOWER";
        long? common = null;
        for (var remainder = 0L; remainder < window.Stride; remainder++)
        {
            var total = Math.Max(window.Extent - (remainder == 0 ? window.Stride : remainder), 0);
            var before = lower ? total - total / 2 : total / 2;
            if (common is not null && common != before) return window.Before;
            common = before;
        }
        return common!.Value;
    }

    private static void Transposed(FieldContext context)
    {
        var input = context.Shape(0);
        var windows = WindowReader.OfConvolution(context.Node, input, context.Shape(1));
        context.Set(0, context.WithWhole(Moving(context, mixesChannels: true, (state, axis) =>
        {
            var window = windows[axis];
            var before = TransposedPadding(context.Node, window, input[axis + 2], axis, windows.Length);
            // The padding cuts off units of the result, so it must be a number.
            if (!before.TryGetValue(out var cut)) return state.Unknown($"{context.Node} cuts its result by the input's size; give the input's size as a number");
            return state.After(window.Stride > PeriodicField.PeriodLimit ? null : AxisStep.Transposed(window.Kernel, (int)window.Stride, window.Dilation, cut), Dimension.Zero, context.Node);
        }), 0));
    }

    // Asked for by size, the padding is what is left over; an odd one has its larger half first unless it is SAME_UPPER.
    private static Dimension TransposedPadding(GraphNode node, AxisWindow window, Dimension size, int axis, int axes)
    {
        var sizes = node.GetInts("output_shape");
        var automatic = node.GetString("auto_pad", "NOTSET");
        if (sizes is null && !window.IsSame) return window.Before;
        var extra = node.GetInts("output_padding") is { } given ? given[axis] : 0;
        var full = (size - 1) * window.Stride + window.Extent + extra;
        var total = Dimension.Max(full - (sizes is null ? size * window.Stride : sizes[sizes.Count - axes + axis]), Dimension.Zero);
        return automatic == "SAME_UPPER" ? total.FloorDivide(2) : total - total.FloorDivide(2);
    }
}
