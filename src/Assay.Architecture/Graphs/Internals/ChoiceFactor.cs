namespace Assay.Architecture.Graphs.Internals;

/// <summary>The smaller or larger of two sizes whose order is not known.</summary>
internal sealed class ChoiceFactor(Dimension left, Dimension right, bool smaller) : DimensionFactor
{
    public override string Text { get; } = $"{(smaller ? "min" : "max")}({left}, {right})";

    public override Int128? LeastValue { get; } = (DimensionOrder.LeastValue(left), DimensionOrder.LeastValue(right)) switch
    {
        ({ } a, { } b) => smaller ? Int128.Min(a, b) : Int128.Max(a, b),
        var (a, b) => smaller ? null : a ?? b,
    };

    public override Dimension Substitute(Func<string, Dimension?> replacement) =>
        DimensionOrder.Choose(left.Substitute(replacement), right.Substitute(replacement), smaller);

    public override void CollectNames(ISet<string> names)
    {
        left.CollectNames(names);
        right.CollectNames(names);
    }
}
