using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>
/// The same elements under another shape. Axes of both shapes are matched in groups of equal products: an axis alone in its group stays,
/// one that is divided keeps its outer part, one that is joined with inner axes is repeated by them.
/// </summary>
internal static class ReshapeFields
{
    public static void Register(FieldRegistry registry)
    {
        registry.Add(context => Follow(context, isFlatten: false), "Reshape");
        registry.Add(context => Follow(context, isFlatten: true), "Flatten");
    }

    private static void Follow(FieldContext context, bool isFlatten)
    {
        var (input, output) = (context.Shape(0), context.Output);
        var groups = Groups(input, output);
        if (groups is null)
        {
            context.SetUnknown($"{context.Node} makes {output} of {input}, whose axes cannot be matched");
            return;
        }
        isFlatten |= output.Rank == 2;
        context.Set(0, context.MapAxes(0, (state, axis) =>
        {
            var (from, to) = groups.First(group => axis >= group.From.Start.Value && axis < group.From.End.Value);
            return Moved(context, state, axis, (input, from), (output, to), isFlatten && to.End.Value == output.Rank);
        }));
    }

    private static AxisState Moved(FieldContext context, AxisState state, int axis, (TensorShape Shape, Range Axes) from, (TensorShape Shape, Range Axes) to, bool isRow)
    {
        var (sources, results) = (Large(from.Shape, from.Axes), Large(to.Shape, to.Axes));
        if (Length(from.Axes) == 1 && Length(to.Axes) == 1) return state.On(to.Axes.Start.Value);
        if (!sources.Contains(axis)) return state.Chosen(0);
        if (sources.Count == 1 && results.Count == 1) return state.On(results[0]);
        if (sources.Count == 1)
        {
            // Divided: the units of the inner axes lie beside each other and are seen together.
            if (Number(to.Shape, results.Skip(1)) is { } block) return state.After(AxisStep.Window(0, block, 1, block), Dimension.Zero, context.Node).On(results[0]);
            return state.Unknown($"{context.Node} divides an axis into parts whose number is fixed").On(null);
        }
        if (results.Count > 1) return state.Unknown($"{context.Node} divides and joins axes at once").On(null);
        if (isRow) return state.Global($"{context.Node} puts all units in one row").On(null);
        // Joined: only the outermost axis moves slowly enough to stay an axis, if no other that moves over the input is joined to it.
        var others = sources.Skip(1).Any(source => context.Of(0).Any(other => other.TensorAxis == source));
        if (axis == sources[0] && !others && Number(from.Shape, sources.Skip(1)) is { } times and <= PeriodicField.PeriodLimit) return state.After(AxisStep.Repeat((int)times), Dimension.Zero, context.Node).On(results[0]);
        return state.Unknown($"{context.Node} joins axis {axis} with others").On(results[0]);
    }

    private static List<int> Large(TensorShape shape, Range axes) => [.. Enumerable.Range(axes.Start.Value, Length(axes)).Where(axis => shape[axis] != Dimension.One)];

    private static int Length(Range range) => range.End.Value - range.Start.Value;

    private static long? Number(TensorShape shape, IEnumerable<int> axes)
    {
        var product = axes.Aggregate(Dimension.One, (sum, axis) => sum * shape[axis]);
        return product.TryGetValue(out var number) ? number : null;
    }

    // The smallest groups from the left whose products are equal; null where they do not come out.
    private static List<(Range From, Range To)>? Groups(TensorShape input, TensorShape output)
    {
        var groups = new List<(Range, Range)>();
        var (from, to) = (0, 0);
        while (from < input.Rank || to < output.Rank)
        {
            if (Next(input, from, output, to) is not { } ends) return null;
            groups.Add((from..ends.From, to..ends.To));
            (from, to) = ends;
        }
        return groups;
    }

    private static (int From, int To)? Next(TensorShape input, int from, TensorShape output, int to)
    {
        var (left, right) = (from < input.Rank ? input[from] : null, to < output.Rank ? output[to] : null);
        if (left is not null && left == right) return (from + 1, to + 1);
        if (left == Dimension.One) return (from + 1, to);
        if (right == Dimension.One) return (from, to + 1);
        if (left is null || right is null) return null;
        for (var axes = 3; axes <= input.Rank - from + output.Rank - to; axes++)
            for (var taken = Math.Max(1, axes - (output.Rank - to)); taken <= Math.Min(axes - 1, input.Rank - from); taken++)
                if (Product(input, from, from + taken) == Product(output, to, to + axes - taken)) return (from + taken, to + axes - taken);
        return null;
    }

    private static Dimension Product(TensorShape shape, int from, int to)
    {
        var product = Dimension.One;
        for (var axis = from; axis < to; axis++) product *= shape[axis];
        return product;
    }
}
