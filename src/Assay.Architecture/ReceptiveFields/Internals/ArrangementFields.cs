using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Axes in another order, and images cut, padded, joined and folded into channels.</summary>
internal static class ArrangementFields
{
    public static void Register(FieldRegistry registry)
    {
        registry.Add(Transpose, "Transpose");
        registry.Add(Squeeze, "Squeeze");
        registry.Add(Unsqueeze, "Unsqueeze");
        registry.Add(Concat, "Concat", "QLinearConcat");
        registry.Add(Split, "Split");
        registry.Add(Tile, "Tile");
        registry.Add(Pad, "Pad");
        registry.Add(context => Blocks(context, deeper: false), "DepthToSpace");
        registry.Add(context => Blocks(context, deeper: true), "SpaceToDepth");
    }

    private static void Transpose(FieldContext context)
    {
        var input = context.Shape(0);
        var order = context.Node.GetInts("perm") ?? [.. Enumerable.Range(0, input.Rank).Reverse().Select(axis => (long)axis)];
        context.Set(0, context.MapAxes(0, (state, axis) => state.On(order.ToList().IndexOf(axis))));
    }

    private static void Squeeze(FieldContext context)
    {
        var input = context.Shape(0);
        var axes = context.Reader.Integers("axes", 1);
        var dropped = axes?.Select(axis => context.Reader.Axis(axis, input.Rank)).ToHashSet() ?? [.. Enumerable.Range(0, input.Rank).Where(axis => input[axis] == Dimension.One)];
        context.Set(0, context.MapAxes(0, (state, axis) => dropped.Contains(axis) ? state.Chosen(0) : state.On(axis - dropped.Count(gone => gone < axis))));
    }

    private static void Unsqueeze(FieldContext context)
    {
        var output = context.Output;
        var added = context.Reader.Integers("axes", 1)!.Select(axis => context.Reader.Axis(axis, output.Rank)).ToHashSet();
        var kept = Enumerable.Range(0, output.Rank).Where(axis => !added.Contains(axis)).ToArray();
        context.Set(0, context.MapAxes(0, (state, axis) => state.On(kept[axis])));
    }

    private static void Concat(FieldContext context)
    {
        // The quantised form has scale and zero point of the result first, then three inputs for each part.
        var parts = context.Node.Operator == "QLinearConcat" ? [.. Enumerable.Range(0, Math.Max(0, (context.Node.Inputs.Count - 2) / 3)).Select(i => 2 + 3 * i)] : Enumerable.Range(0, context.Node.Inputs.Count).ToArray();
        var joined = context.Reader.Axis(context.Node.GetInt("axis", 1), context.Output.Rank);
        var dependent = parts.Where(context.Depends).ToArray();
        var branches = new List<AxisState[]>();
        var start = Dimension.Zero;
        foreach (var part in parts)
        {
            var before = start;
            if (dependent.Contains(part)) branches.Add(context.MapAxes(part, (state, axis) => axis == joined ? Placed(context, state, before, dependent.Length == 1) : state));
            start += context.Shape(part)[joined];
        }
        context.Set(0, context.WithWhole(context.Join(branches), parts));
    }

    // Along its own axis an image can only be continued by what does not depend on the input: a border.
    private static AxisState Placed(FieldContext context, AxisState state, Dimension start, bool isAlone) =>
        isAlone ? state.After(AxisStep.Shift(0), -start, context.Node) : state.Unknown($"{context.Node} puts parts behind each other along an axis");

    private static void Split(FieldContext context)
    {
        var input = context.Shape(0);
        var split = context.Reader.Axis(context.Node.GetInt("axis"), input.Rank);
        var start = Dimension.Zero;
        for (var output = 0; output < context.Node.Outputs.Count; output++)
        {
            var before = start;
            context.Set(output, context.MapAxes(0, (state, axis) => axis == split ? state.After(AxisStep.Shift(0), before, context.Node) : state));
            start += context.Node.Outputs[output].Shape![split];
        }
    }

    private static void Tile(FieldContext context) =>
        context.Set(0, context.MapAxes(0, (state, axis) => context.Output[axis] == context.Shape(0)[axis] ? state : state.Unknown($"{context.Node} repeats an axis")));

    private static void Pad(FieldContext context)
    {
        var given = context.Node.GetInts("pads") ?? context.Node.GetInts("paddings");
        var pads = given is not null ? [.. given.Select(Dimension.FromInt64)] : context.Reader.Sizes(1);
        var rank = context.Shape(0).Rank;
        var axes = context.Reader.Has(3) ? context.Reader.Integers(3) : [.. Enumerable.Range(0, rank).Select(axis => (long)axis)];
        if (pads is null || axes is null)
        {
            context.SetUnknown($"the padding of {context.Node} is not known");
            return;
        }
        context.Set(0, context.WithWhole(context.MapAxes(0, (state, axis) =>
        {
            var place = Array.FindIndex(axes, padded => context.Reader.Axis(padded, rank) == axis);
            if (place < 0) return state;
            return pads[place] is { } before ? state.After(AxisStep.Shift(0), -before, context.Node) : state.Unknown($"the padding of {context.Node} is not known");
        }), 0));
    }

    // A block of units becomes channels of one unit, and the other way round.
    private static void Blocks(FieldContext context, bool deeper)
    {
        var block = context.Node.GetInt("blocksize", 1);
        var step = deeper ? AxisStep.Window(0, block, 1, block) : block <= PeriodicField.PeriodLimit ? AxisStep.Repeat((int)block) : null;
        context.MarkWindowed(2);
        context.MarkWindowed(3);
        context.Set(0, context.MapAxes(0, (state, axis) => axis switch
        {
            0 => state,
            1 => context.Collapsed(state, 0),
            _ => state.After(step, Dimension.Zero, context.Node),
        }));
    }
}
