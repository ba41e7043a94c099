using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Parts of a tensor, chosen by position or by the data.</summary>
internal static class SelectionShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.DataMovement, Slice, "Slice", "DynamicSlice");
        registry.Add(OperatorCategory.DataMovement, Gather, "Gather");
        registry.Add(OperatorCategory.DataMovement, context => context.Set(0, context.Shape(1)), "GatherElements");
        registry.Add(OperatorCategory.DataMovement, GatherPoints, "GatherND");
        registry.Add(OperatorCategory.DataMovement, context => context.Set(0, context.Shape(0)), "Scatter", "ScatterElements", "ScatterND", "ReverseSequence", "Trilu");
        registry.Add(OperatorCategory.DataMovement, context => context.Set(0, context.Shape(0) is null ? null : new TensorShape(context.Shape(0)!.Rank, context.DataDependent(0, 1)), TensorType.Int64), "NonZero");
        registry.Add(OperatorCategory.DataMovement, Compress, "Compress");
        registry.Add(OperatorCategory.DataMovement, OneHot, "OneHot");
        registry.Add(OperatorCategory.DataMovement, context => context.Set(0, new TensorShape(context.DataDependent(0, 0), 3), TensorType.Int64), "NonMaxSuppression");
    }

    private static void Slice(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        var starts = Bounds(context, "starts", 1);
        var ends = Bounds(context, "ends", 2);
        if (starts is null || ends is null || context.Has(3) && context.Integers(3) is null || context.Has(4) && context.Integers(4) is null)
        {
            context.Set(0, context.DataDependent(0, 0, input.Rank));
            return;
        }
        var axes = context.Integers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = context.Integers(4) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length) throw context.Error("starts, ends, axes and steps have different lengths");
        var sizes = input.ToArray();
        var known = input.Rank == 1 ? context.Known(0) : null;
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = context.Axis(axes[i], input.Rank);
            if (steps[i] == 0 || steps[i] == long.MinValue) throw context.Error("a step of 0 selects nothing");
            if (starts[i] is not { } start || ends[i] is not { } end)
            {
                sizes[axis] = context.DataDependent(0, axis);
                known = null;
                continue;
            }
            var (first, count) = Range(sizes[axis], start, end, steps[i]);
            if (known is not null && first.TryGetValue(out var from) && count.TryGetValue(out var number) && number <= KnownContent.Limit)
            {
                var source = known;
                var step = steps[i];
                known = number == 0 ? [] : [.. Enumerable.Range(0, (int)number).Select(n => source[from + n * step])];
            }
            else known = null;
            sizes[axis] = count;
        }
        context.Set(0, new TensorShape(sizes));
        context.SetKnown(0, known);
    }

    private static Dimension?[]? Bounds(ShapeContext context, string attribute, int input) =>
        context.Node.GetInts(attribute) is { } given ? [.. given.Select(Dimension.FromInt64)] : context.Sizes(input);

    // Negative positions count from the end, and all are cut to the tensor.
    private static (Dimension First, Dimension Count) Range(Dimension size, Dimension start, Dimension end, long step)
    {
        var zero = Dimension.Zero;
        if (step > 0)
        {
            var first = Dimension.Min(Dimension.Max(FromEnd(start, size), zero), size);
            var past = Dimension.Min(Dimension.Max(FromEnd(end, size), zero), size);
            return (first, Dimension.Max((past - first).CeilingDivide(step), zero));
        }
        var top = Dimension.Min(Dimension.Max(FromEnd(start, size), zero), size - 1);
        // The largest number means "to the end" backwards too, where the end is the first element.
        var bottom = end.TryGetValue(out var last) && last >= int.MaxValue ? -1 : Dimension.Max(Dimension.Min(FromEnd(end, size), size - 1), -1);
        return (top, Dimension.Max((top - bottom).CeilingDivide(-step), zero));
    }

    private static Dimension FromEnd(Dimension position, Dimension size)
    {
        if (!position.TryGetValue(out var value)) return position;
        // Numbers near the ends of their range mean "to the end": size + value would leave 64 bits or hide a symbolic size.
        if (value >= int.MaxValue) return size;
        if (value <= -int.MaxValue) return -1;
        return value < 0 ? size + value : position;
    }

    private static void Gather(ShapeContext context)
    {
        if (context.Shape(0) is not { } data || context.Shape(1) is not { } indices)
        {
            context.Set(0, null);
            return;
        }
        var axis = context.Axis(context.Node.GetInt("axis"), data.Rank);
        context.Set(0, new TensorShape([.. data.Take(axis), .. indices, .. data.Skip(axis + 1)]));
        if (data.Rank != 1 || indices.Rank > 1 || context.Known(0) is not { } known || context.Integers(1) is not { } positions) return;
        var chosen = new KnownNumber[positions.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            if (positions[i] < -known.Length || positions[i] >= known.Length) throw context.Error($"index {positions[i]} lies outside of {known.Length} elements");
            chosen[i] = known[positions[i] < 0 ? positions[i] + known.Length : positions[i]];
        }
        context.SetKnown(0, chosen);
    }

    private static void GatherPoints(ShapeContext context)
    {
        if (context.Shape(0) is not { } data || context.Shape(1) is not { Rank: > 0 } indices || !indices[indices.Rank - 1].TryGetValue(out var depth))
        {
            context.Set(0, null);
            return;
        }
        var skipped = (Int128)context.Node.GetInt("batch_dims") + depth;
        if (skipped < 0 || skipped > data.Rank) throw context.Error($"indices of {indices} reach further than {data}");
        context.Set(0, new TensorShape([.. indices.Take(indices.Rank - 1), .. data.Skip((int)skipped)]));
    }

    private static void Compress(ShapeContext context)
    {
        if (!context.Node.Attributes.ContainsKey("axis")) context.Set(0, new TensorShape(context.DataDependent(0, 0)));
        else if (context.Shape(0) is not { } input) context.Set(0, null);
        else
        {
            var axis = context.Axis(context.Node.GetInt("axis"), input.Rank);
            context.Set(0, input.With(axis, context.DataDependent(0, axis)));
        }
    }

    private static void OneHot(ShapeContext context)
    {
        if (context.Shape(0) is not { } indices)
        {
            context.Set(0, null, context.Type(2));
            return;
        }
        var axis = context.Axis(context.Node.GetInt("axis", -1), indices.Rank + 1);
        var depth = context.Sizes(1) is [{ } size] ? size : context.DataDependent(0, axis);
        context.Set(0, new TensorShape([.. indices.Take(axis), depth, .. indices.Skip(axis)]), context.Type(2));
    }
}
