using Assay.Architecture.Graphs;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>What the units of a result see that depend on several branches: all that any of them sees.</summary>
internal static class BranchJoin
{
    // Sizes for which a shift between branches is tried; large enough that no minimum or maximum with a constant is reached.
    private const long LargeSize = 1L << 20;

    public static AxisState Of(IEnumerable<AxisState> branches, GraphNode node)
    {
        AxisState? joined = null;
        foreach (var branch in branches)
        {
            if (branch.Kind == FieldKind.Independent) continue;
            joined = joined is null ? branch : Pair(joined, branch, node);
        }
        return joined ?? AxisState.Independent;
    }

    private static AxisState Pair(AxisState left, AxisState right, GraphNode node)
    {
        if (ReferenceEquals(left, right)) return left;
        IReadOnlyList<GraphNode> misaligned = left.MisalignedAt.Count == 0 ? right.MisalignedAt : right.MisalignedAt.Count == 0 ? left.MisalignedAt : [.. left.MisalignedAt.Union(right.MisalignedAt)];
        var axis = left.TensorAxis ?? right.TensorAxis;
        if (left.Kind == FieldKind.Global || right.Kind == FieldKind.Global) return Whole(left, right, node) with { TensorAxis = axis, MisalignedAt = misaligned };
        if (left.TensorAxis is not null && right.TensorAxis is not null && left.TensorAxis != right.TensorAxis)
            return new(FieldKind.Global, axis, $"{node} combines each unit with every other") { MisalignedAt = misaligned };
        if (left.Kind == FieldKind.Unknown || right.Kind == FieldKind.Unknown) return (left.Kind == FieldKind.Unknown ? left : right) with { TensorAxis = axis, MisalignedAt = misaligned };
        return Windows(left with { MisalignedAt = misaligned }, right, node) with { TensorAxis = axis };
    }

    // A branch that has lost its extent, as the gates of squeeze-and-excitation have, makes all units see everything.
    private static AxisState Whole(AxisState left, AxisState right, GraphNode node)
    {
        var whole = left.Kind == FieldKind.Global ? left : right;
        var other = ReferenceEquals(whole, left) ? right : left;
        return other.Kind == FieldKind.Global || whole.TensorAxis is not null ? whole : whole with { Reason = $"{node} joins a branch of which the whole axis is seen: {whole.Reason}" };
    }

    private static AxisState Windows(AxisState left, AxisState right, GraphNode node)
    {
        var (a, b) = (left.Field!, right.Field!);
        if (left.TensorAxis is null != right.TensorAxis is null) return left.Unknown($"{node} joins a branch that has one unit with one that has an axis of them");
        if (left.TensorAxis is null && a.Stride != b.Stride) (a, b) = (a.Still(), b.Still());
        if (a.Stride != b.Stride) return left.Unknown($"{node} joins branches of different strides, {a.Stride} and {b.Stride}");
        if (Shift(left, right) is not { } shift) return left.Unknown($"{node} joins branches that are moved against each other by the input's size; give it as a number");
        if (a.With(b, shift) is not { } both) return left.Unknown($"the fields after {node} repeat only after more than {PeriodicField.PeriodLimit} units");
        var state = left with { Field = both };
        if (a.Centre == b.Centre + shift) return state;
        return state with { MisalignedAt = [.. left.MisalignedAt.Append(node).Distinct()] };
    }

    // By how much the right branch is moved against the left one beside its field; null where that is not the same for all sizes.
    private static long? Shift(AxisState left, AxisState right)
    {
        var difference = right.Origin - left.Origin;
        if (difference.TryGetValue(out var number)) return number;
        // SAME padding depends on the remainder of the input's size modulo the stride so far: all remainders are tried.
        if (difference.Names is not [var name] || left.Field!.Period > 1 || Math.Abs(left.Field.Step) is var stride && stride > PeriodicField.PeriodLimit) return null;
        var sizes = new Dictionary<string, long>();
        long? common = null;
        for (var size = LargeSize; size < LargeSize + 2 * Math.Abs(left.Field.Step); size++)
        {
            sizes[name] = size;
            var value = difference.Evaluate(sizes);
            if (common is not null && common != value) return null;
            common = value;
        }
        return common;
    }
}
