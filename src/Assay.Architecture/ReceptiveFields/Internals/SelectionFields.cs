using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Parts of a tensor: every so many units from a place on, or a single one.</summary>
internal static class SelectionFields
{
    public static void Register(FieldRegistry registry)
    {
        registry.Add(Slice, "Slice", "DynamicSlice");
        registry.Add(Gather, "Gather");
        registry.Add(context => context.SetUnknown($"{context.Node} reads or writes at computed places"),
            "GatherElements", "GatherND", "Scatter", "ScatterElements", "ScatterND", "ReverseSequence", "NonZero", "Compress", "OneHot", "NonMaxSuppression",
            "RoiAlign", "MaxRoiPool", "MaxUnpool", "GridSample", "AffineGrid", "DeformConv");
    }

    private static void Slice(FieldContext context)
    {
        var starts = context.Node.GetInts("starts") is { } given ? [.. given.Select(Dimension.FromInt64)] : context.Reader.Sizes(1);
        var input = context.Shape(0);
        if (starts is null || context.Reader.Has(3) && context.Reader.Integers(3) is null || context.Reader.Has(4) && context.Reader.Integers(4) is null)
        {
            context.SetUnknown($"the part that {context.Node} takes is not known");
            return;
        }
        var axes = context.Reader.Integers("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        var steps = context.Reader.Integers(4) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        context.Set(0, context.WithWhole(context.MapAxes(0, (state, axis) =>
        {
            var place = Array.FindIndex(axes, cut => context.Reader.Axis(cut, input.Rank) == axis);
            if (place < 0) return state;
            if (starts[place] is not { } start) return state.Unknown($"the part that {context.Node} takes is not known");
            return state.After(AxisStep.Window(0, steps[place], 1, 1), First(start, input[axis], steps[place]), context.Node);
        }), 0));
    }

    // Negative positions count from the end. A number beyond a symbolic size is taken to lie within it.
    private static Dimension First(Dimension start, Dimension size, long step)
    {
        var last = step > 0 ? size : size - 1;
        if (!start.TryGetValue(out var place)) return start;
        if (place >= int.MaxValue) return last;
        if (place <= -int.MaxValue) return Dimension.Zero;
        var first = place < 0 ? size + place : start;
        return first.IsConstant && last.IsConstant ? Dimension.Min(Dimension.Max(first, Dimension.Zero), last) : first;
    }

    private static void Gather(FieldContext context)
    {
        var (input, indices) = (context.Shape(0), context.Shape(1));
        var chosen = context.Reader.Axis(context.Node.GetInt("axis"), input.Rank);
        var places = context.Reader.Integers(1);
        context.Set(0, context.WithWhole(context.MapAxes(0, (state, axis) =>
        {
            if (axis != chosen) return state.On(axis < chosen ? axis : axis + indices.Rank - 1);
            if (places is not { Length: > 0 } || indices.Rank > 1) return state.Unknown($"{context.Node} reads or writes at computed places").On(null);
            var first = places[0] < 0 ? input[axis] + places[0] : places[0];
            var step = places.Length > 1 ? places[1] - places[0] : 1;
            if (places.Where((place, i) => place != places[0] + i * step).Any()) return state.Unknown($"{context.Node} picks units in no regular order").On(null);
            var picked = state.After(AxisStep.Window(0, step, 1, 1), first, context.Node);
            return indices.Rank == 0 ? picked.Chosen(0) : picked;
        }), 0));
    }
}
