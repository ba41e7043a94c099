using Assay.Architecture.Graphs;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Shapes that are stretched to each other from the last axis on.</summary>
internal static class Broadcasting
{
    public static TensorShape? Of(ShapeContext context, TensorShape? left, TensorShape? right)
    {
        if (left is null || right is null) return null;
        if (left.Rank == right.Rank && left.Equals(right)) return left;
        var rank = Math.Max(left.Rank, right.Rank);
        var sizes = new Dimension[rank];
        for (var i = 0; i < rank; i++)
        {
            var (l, r) = (i - rank + left.Rank, i - rank + right.Rank);
            sizes[i] = l < 0 ? right[r] : r < 0 ? left[l] : Common(left[l], right[r]) ?? throw context.Error($"shapes {left} and {right} cannot be broadcast to each other");
        }
        return new TensorShape(sizes);
    }

    public static TensorShape? OfAll(ShapeContext context)
    {
        var shape = context.Shape(0);
        for (var i = 1; i < context.InputCount; i++) shape = Of(context, shape, context.Shape(i));
        return shape;
    }

    /// <summary>Elements of a result computed pair by pair; null where they are not known.</summary>
    public static KnownNumber[]? Apply(KnownNumber[]? left, KnownNumber[]? right, Func<KnownNumber, KnownNumber, KnownNumber> combine)
    {
        if (left is null || right is null) return null;
        var length = left.Length == 1 ? right.Length : right.Length == 1 ? left.Length : left.Length == right.Length ? left.Length : -1;
        if (length < 0) return null;
        var values = new KnownNumber[length];
        for (var i = 0; i < length; i++) values[i] = combine(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]);
        return values;
    }

    // Two symbolic sizes that differ can only be broadcast if one of them is 1, and then the result is the larger.
    private static Dimension? Common(Dimension left, Dimension right)
    {
        if (left == right || right == Dimension.One) return left;
        if (left == Dimension.One) return right;
        return left.IsConstant && right.IsConstant ? null : left.IsConstant ? left : right.IsConstant ? right : Dimension.Max(left, right);
    }
}
