using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Images at another size: Resize and its forerunner Upsample, sampling at given points.</summary>
internal static class ResamplingShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.Resampling, Resize, "Resize", "Upsample");
        registry.Add(OperatorCategory.Resampling, GridSample, "GridSample");
        registry.Add(OperatorCategory.Resampling, AffineGrid, "AffineGrid");
    }

    private static void Resize(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        var axes = context.Node.GetInts("axes")?.Select(axis => context.Axis(axis, input.Rank)).ToArray() ?? [.. Enumerable.Range(0, input.Rank)];
        // Resize from version 11: X, roi, scales, sizes. Version 10 and Upsample 9: X, scales. Older: attributes.
        var late = context.Operator == "Resize" && context.Opset >= 11;
        if (late && context.Has(3) && !(context.Shape(3) is { Rank: 1 } count && count[0] == Dimension.Zero))
        {
            Sized(context, input, axes);
            return;
        }
        var scales = LegacyScales(context) ?? context.Known(late ? 2 : 1)?.Select(scale => scale.Constant).ToArray();
        if (scales is null)
        {
            context.Set(0, context.DataDependent(0, 0, input.Rank));
            return;
        }
        if (scales.Length != axes.Length) throw context.Error($"{scales.Length} scales do not fit {axes.Length} axes");
        var sizes = input.ToArray();
        for (var i = 0; i < axes.Length; i++) sizes[axes[i]] = scales[i] is { } scale ? Scaled(context, sizes[axes[i]], scale, axes[i]) : context.DataDependent(0, axes[i]);
        context.Set(0, new TensorShape(sizes));
    }

    private static void Sized(ShapeContext context, TensorShape input, int[] axes)
    {
        if (context.Sizes(3) is not { } given)
        {
            context.Set(0, context.DataDependent(0, 0, input.Rank));
            return;
        }
        if (given.Length != axes.Length) throw context.Error($"{given.Length} sizes do not fit {axes.Length} axes");
        var sizes = input.ToArray();
        for (var i = 0; i < axes.Length; i++) sizes[axes[i]] = given[i] ?? context.DataDependent(0, axes[i]);
        var policy = context.Node.GetString("keep_aspect_ratio_policy", "stretch");
        if (policy != "stretch") KeepAspect(context, input, axes, sizes, larger: policy == "not_smaller");
        context.Set(0, new TensorShape(sizes));
    }

    // One scale for all axes: the smallest that the sizes ask for, or the largest.
    private static void KeepAspect(ShapeContext context, TensorShape input, int[] axes, Dimension[] sizes, bool larger)
    {
        float? common = null;
        foreach (var axis in axes)
        {
            if (!input[axis].TryGetValue(out var before) || !sizes[axis].TryGetValue(out var after) || before == 0)
            {
                foreach (var unknown in axes) sizes[unknown] = context.DataDependent(0, unknown);
                return;
            }
            var scale = (float)after / before;
            common = common is null ? scale : larger ? Math.Max(common.Value, scale) : Math.Min(common.Value, scale);
        }
        foreach (var axis in axes)
        {
            input[axis].TryGetValue(out var before);
            sizes[axis] = (long)Math.Floor(common!.Value * before + 0.5f);
        }
    }

    private static double?[]? LegacyScales(ShapeContext context)
    {
        if (context.Node.Attributes.GetValueOrDefault("scales") is float[] scales) return [.. scales.Select(scale => (double?)scale)];
        if (!context.Node.Attributes.ContainsKey("height_scale")) return null;
        return [1, 1, context.Node.GetFloat("height_scale", 1), context.Node.GetFloat("width_scale", 1)];
    }

    private static Dimension Scaled(ShapeContext context, Dimension size, double scale, int axis)
    {
        if (!(scale > 0)) throw context.Error($"a scale of {scale} is not positive");
        if (size.TryGetValue(out var number))
        {
            // In single precision, as runtimes compute it: 10 · 1.1f is 11 there.
            var scaled = (double)((float)scale * number);
            return scaled < long.MaxValue / 2 ? (long)scaled : throw context.Error($"a scale of {scale} makes axis {axis} too large");
        }
        return Fraction.Of(scale) is { } fraction ? (size * fraction.Numerator).FloorDivide(fraction.Denominator) : context.DataDependent(0, axis);
    }

    private static void GridSample(ShapeContext context)
    {
        if (context.Shape(0) is not { Rank: >= 3 } input || context.Shape(1) is not { } grid || grid.Rank != input.Rank)
        {
            context.Set(0, null);
            return;
        }
        context.Set(0, new TensorShape([input[0], input[1], .. grid.Skip(1).Take(grid.Rank - 2)]));
    }

    private static void AffineGrid(ShapeContext context)
    {
        if (context.Sizes(1) is not { Length: 4 or 5 } size)
        {
            context.Set(0, null);
            return;
        }
        var known = size.Select((value, axis) => value ?? context.DataDependent(0, axis)).ToArray();
        context.Set(0, new TensorShape([known[0], .. known.Skip(2), known.Length - 2]));
    }
}
