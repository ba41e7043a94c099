namespace Assay.Architecture.Graphs.Internals;

/// <summary>The smaller or larger of two sizes whose order is not known.</summary>
internal sealed class ChoiceFactor(Dimension left, Dimension right, bool smaller) : DimensionFactor
{
    public override string Text { get; } = $"{(smaller ? "min" : "max")}({left}, {right})";

    public override Dimension Substitute(Func<string, Dimension?> replacement) =>
        DimensionOrder.Choose(left.Substitute(replacement), right.Substitute(replacement), smaller);

    public override void CollectNames(ISet<string> names)
    {
        left.CollectNames(names);
        right.CollectNames(names);
    }
}
