using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>The same elements in another arrangement, beside each other, repeated or padded.</summary>
internal static class ArrangementShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.DataMovement, Reshape, "Reshape");
        registry.Add(OperatorCategory.DataMovement, Flatten, "Flatten");
        registry.Add(OperatorCategory.DataMovement, Transpose, "Transpose");
        registry.Add(OperatorCategory.DataMovement, Squeeze, "Squeeze");
        registry.Add(OperatorCategory.DataMovement, Unsqueeze, "Unsqueeze");
        registry.Add(OperatorCategory.DataMovement, Same, "Identity", "Dropout");
        registry.Add(OperatorCategory.DataMovement, Concat, "Concat");
        registry.AddRuntime(OperatorCategory.DataMovement, Concat, "QLinearConcat");
        registry.Add(OperatorCategory.DataMovement, Split, "Split");
        registry.Add(OperatorCategory.DataMovement, Expand, "Expand");
        registry.Add(OperatorCategory.DataMovement, Tile, "Tile");
        registry.Add(OperatorCategory.DataMovement, Pad, "Pad");
        registry.Add(OperatorCategory.DataMovement, context => Blocks(context, deeper: false), "DepthToSpace");
        registry.Add(OperatorCategory.DataMovement, context => Blocks(context, deeper: true), "SpaceToDepth");
    }

    private static void Same(ShapeContext context)
    {
        context.Set(0, context.Shape(0));
        context.SetKnown(0, context.Known(0));
        // The mask of Dropout had the input's type before version 7.
        context.Set(1, context.Shape(0), context.Opset >= 7 ? TensorType.Bool : context.Type(0));
    }

    private static void Reshape(ShapeContext context)
    {
        context.SetKnown(0, context.Known(0));
        var target = context.Node.GetInts("shape") is { } legacy ? [.. legacy.Select(Dimension.FromInt64)] : context.Sizes(1);
        if (target is null)
        {
            // Only the number of axes is known, from the length of the shape.
            context.Set(0, context.Shape(1) is { Rank: 1 } length && length[0].TryGetValue(out var rank) && rank is >= 0 and <= 64 ? context.DataDependent(0, 0, (int)rank) : null);
            return;
        }
        var input = context.Shape(0);
        var copiesZero = context.Node.GetInt("allowzero") == 0;
        var sizes = new Dimension[target.Length];
        var rest = -1;
        for (var i = 0; i < sizes.Length; i++)
        {
            var size = target[i] ?? context.DataDependent(0, i);
            sizes[i] = size;
            if (!size.TryGetValue(out var value)) continue;
            if (value == -1 && rest >= 0) throw context.Error("Reshape has two sizes of -1");
            if (value == -1) rest = i;
            else if (value == 0 && copiesZero) sizes[i] = input is null ? context.DataDependent(0, i) : i < input.Rank ? input[i] : throw context.Error($"Reshape copies axis {i}, which {input} does not have");
        }
        if (rest >= 0)
        {
            sizes[rest] = Dimension.One;
            sizes[rest] = input is null ? context.DataDependent(0, rest) : Rest(context, input, new TensorShape(sizes));
        }
        var shape = new TensorShape(sizes);
        if (input is not null && input.Elements.TryGetValue(out var before) && shape.Elements.TryGetValue(out var after) && before != after)
            throw context.Error($"an input of {input} cannot become {shape}");
        context.Set(0, shape);
    }

    private static Dimension Rest(ShapeContext context, TensorShape input, TensorShape others)
    {
        if (others.Elements == Dimension.Zero) return Dimension.Zero;
        var rest = input.Elements.FloorDivide(others.Elements);
        if (input.IsConstant && others.IsConstant && rest * others.Elements != input.Elements) throw context.Error($"an input of {input} cannot be divided into parts of {others.Elements} elements");
        return rest;
    }

    private static void Flatten(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, context.DataDependent(0, 0, 2));
            return;
        }
        var axis = context.Node.GetInt("axis", 1);
        if (axis < -input.Rank || axis > input.Rank) throw context.Error($"axis {axis} does not exist in a tensor of {input.Rank} axes");
        var split = (int)(axis < 0 ? axis + input.Rank : axis);
        context.Set(0, new TensorShape(new TensorShape(input.Take(split)).Elements, new TensorShape(input.Skip(split)).Elements));
    }

    private static void Transpose(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        var order = context.Node.GetInts("perm") ?? [.. Enumerable.Range(0, input.Rank).Reverse().Select(axis => (long)axis)];
        if (order.Count != input.Rank || order.Order().Where((axis, i) => axis != i).Any()) throw context.Error($"perm {string.Join(',', order)} is no order of {input.Rank} axes");
        context.Set(0, new TensorShape(order.Select(axis => input[(int)axis])));
        if (input.Rank <= 1) context.SetKnown(0, context.Known(0));
    }

    private static void Squeeze(ShapeContext context)
    {
        context.SetKnown(0, context.Known(0));
        var axes = context.Integers("axes", 1);
        if (context.Shape(0) is not { } input || axes is null && context.Has(1))
        {
            context.Set(0, null);
            return;
        }
        // Without axes those of size 1 go; a symbolic size is taken to be larger.
        var dropped = axes?.Select(axis => context.Axis(axis, input.Rank)).ToHashSet() ?? [.. Enumerable.Range(0, input.Rank).Where(axis => input[axis] == Dimension.One)];
        foreach (var axis in dropped)
            if (input[axis].TryGetValue(out var size) && size != 1) throw context.Error($"axis {axis} of {input} cannot be dropped: its size is not 1");
        context.Set(0, new TensorShape(input.Where((_, axis) => !dropped.Contains(axis))));
    }

    private static void Unsqueeze(ShapeContext context)
    {
        context.SetKnown(0, context.Known(0));
        if (context.Shape(0) is not { } input || context.Integers("axes", 1) is not { } axes)
        {
            context.Set(0, null);
            return;
        }
        if (axes.Length > 64) throw context.Error($"{axes.Length} new axes are more than is supported");
        var rank = input.Rank + axes.Length;
        var added = axes.Select(axis => context.Axis(axis, rank)).ToHashSet();
        if (added.Count != axes.Length) throw context.Error("an axis is added twice");
        using var old = input.GetEnumerator();
        var sizes = new Dimension[rank];
        for (var i = 0; i < rank; i++)
        {
            if (added.Contains(i)) sizes[i] = Dimension.One;
            else sizes[i] = old.MoveNext() ? old.Current : throw context.Error("the new axes do not fit");
        }
        context.Set(0, new TensorShape(sizes));
    }

    private static void Concat(ShapeContext context)
    {
        // Quantised concatenation takes scale and zero point of the result, then three inputs for each part.
        var quantised = context.Operator == "QLinearConcat";
        var parts = quantised ? [.. Enumerable.Range(0, Math.Max(0, (context.InputCount - 2) / 3)).Select(i => 2 + 3 * i)] : Enumerable.Range(0, context.InputCount).ToArray();
        var type = quantised ? context.Type(1) : context.Type(0);
        if (parts.Length == 0) throw context.Error("there is nothing to join");
        var shapes = parts.Select(context.Shape).ToArray();
        if (Array.Exists(shapes, shape => shape is null))
        {
            context.Set(0, null, type);
            return;
        }
        var rank = shapes[0]!.Rank;
        // Version 1 joins channels unless it says otherwise.
        var axis = context.Axis(context.Node.GetInt("axis", 1), rank);
        var sizes = shapes[0]!.ToArray();
        foreach (var shape in shapes.Skip(1))
        {
            if (shape!.Rank != rank) throw context.Error($"{shapes[0]} and {shape} have different numbers of axes");
            for (var i = 0; i < rank; i++)
            {
                if (i == axis) sizes[i] += shape[i];
                else if (!sizes[i].IsConstant) sizes[i] = shape[i].IsConstant ? shape[i] : sizes[i];
                else if (shape[i].IsConstant && shape[i] != sizes[i]) throw context.Error($"{shapes[0]} and {shape} cannot be joined along axis {axis}: axis {i} differs");
            }
        }
        context.Set(0, new TensorShape(sizes), type);
        if (rank != 1 || quantised) return;
        var known = new List<KnownNumber>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (context.Known(parts[i]) is { } values) known.AddRange(values);
            else if (shapes[i]![0].TryGetValue(out var count) && count <= KnownContent.Limit) known.AddRange(Enumerable.Repeat(KnownNumber.Unknown, (int)count));
            else return;
            if (known.Count > KnownContent.Limit) return;
        }
        context.SetKnown(0, [.. known]);
    }

    private static void Split(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            for (var i = 0; i < context.OutputCount; i++) context.Set(i, null);
            return;
        }
        var axis = context.Axis(context.Node.GetInt("axis"), input.Rank);
        var known = input.Rank == 1 ? context.Known(0) : null;
        var sizes = context.Node.GetInts("split") is { } given ? [.. given.Select(Dimension.FromInt64)] : context.Sizes(1);
        if (sizes is null && context.Has(1)) sizes = [.. Enumerable.Range(0, context.OutputCount).Select(i => context.DataDependent(i, axis))];
        // Equal parts; where it does not divide, the last is smaller.
        var part = input[axis].CeilingDivide(context.OutputCount);
        sizes ??= [.. Enumerable.Range(0, context.OutputCount).Select(i => i < context.OutputCount - 1 ? part : input[axis] - part * (context.OutputCount - 1))];
        if (sizes.Length != context.OutputCount) throw context.Error($"{sizes.Length} sizes do not fit {context.OutputCount} results");
        var total = Dimension.Zero;
        for (var i = 0; i < sizes.Length; i++)
        {
            var size = sizes[i] ?? context.DataDependent(i, axis);
            if (known is not null && total.TryGetValue(out var start) && size.TryGetValue(out var count) && start >= 0 && count >= 0 && start + count <= known.Length) context.SetKnown(i, known[(int)start..(int)(start + count)]);
            total += size;
            context.Set(i, input.With(axis, size));
        }
        if (total.IsConstant && input[axis].IsConstant && total != input[axis]) throw context.Error($"parts of {total} in all do not fill axis {axis} of {input}");
    }

    private static void Expand(ShapeContext context)
    {
        var target = context.Sizes(1);
        if (target is null)
        {
            context.Set(0, null);
            return;
        }
        context.Set(0, Broadcasting.Of(context, context.Shape(0), new TensorShape(target.Select((size, axis) => size ?? context.DataDependent(0, axis)))));
        if (context.Known(0) is [var single] && context.Node.Outputs[0].Shape is { Rank: 1 } shape && shape[0].TryGetValue(out var count) && count <= KnownContent.Limit)
            context.SetKnown(0, [.. Enumerable.Repeat(single, (int)count)]);
    }

    private static void Tile(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        // Version 1 repeats along one axis.
        if (context.Opset < 6)
        {
            var repeated = context.Sizes(1) is [{ } times] && context.Integers(2) is [var axis] ? input.With(context.Axis(axis, input.Rank), input[context.Axis(axis, input.Rank)] * times) : context.DataDependent(0, 0, input.Rank);
            context.Set(0, repeated);
            return;
        }
        var repeats = context.Sizes(1);
        if (repeats is not null && repeats.Length != input.Rank) throw context.Error($"{repeats.Length} repeats do not fit {input}");
        context.Set(0, new TensorShape(input.Select((size, i) => repeats?[i] is { } count ? size * count : context.DataDependent(0, i))));
    }

    private static void Pad(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        var given = context.Node.GetInts("pads") ?? context.Node.GetInts("paddings");
        var pads = given is not null ? [.. given.Select(Dimension.FromInt64)] : context.Sizes(1);
        if (pads is null)
        {
            context.Set(0, context.DataDependent(0, 0, input.Rank));
            return;
        }
        var axes = context.Has(3) ? context.Integers(3) : [.. Enumerable.Range(0, input.Rank).Select(axis => (long)axis)];
        if (axes is null)
        {
            context.Set(0, context.DataDependent(0, 0, input.Rank));
            return;
        }
        if (pads.Length != 2 * axes.Length) throw context.Error($"{pads.Length} values of pads do not fit {axes.Length} axes");
        var sizes = input.ToArray();
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = context.Axis(axes[i], input.Rank);
            sizes[axis] = pads[i] is { } before && pads[i + axes.Length] is { } after ? sizes[axis] + before + after : context.DataDependent(0, axis);
        }
        context.Set(0, new TensorShape(sizes));
    }

    private static void Blocks(ShapeContext context, bool deeper)
    {
        var block = context.Node.GetInt("blocksize", 1);
        if (block is < 1 or > int.MaxValue) throw context.Error("the attribute blocksize is out of range");
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        if (input.Rank != 4) throw context.Error($"an input of {input} is no batch of images");
        context.Set(0, deeper
            ? new TensorShape(input[0], input[1] * block * block, input[2].FloorDivide(block), input[3].FloorDivide(block))
            : new TensorShape(input[0], input[1].FloorDivide(block * block), input[2] * block, input[3] * block));
    }
}
