namespace Assay.Architecture.Graphs.Internals;

/// <summary>A division rounded down that cannot be simplified further.</summary>
internal sealed class FloorFactor(Dimension numerator, Dimension divisor) : DimensionFactor
{
    public Dimension Numerator { get; } = numerator;

    public Dimension Divisor { get; } = divisor;

    public override string Text { get; } = $"floor({DimensionText.Grouped(numerator)}/{DimensionText.Grouped(divisor)})";

    public override Int128? LeastValue { get; } =
        divisor.TryGetValue(out var number) && number > 0 && DimensionOrder.LeastValue(numerator) is { } least ? least >= 0 ? least / number : (least - number + 1) / number : null;

    public override Dimension Substitute(Func<string, Dimension?> replacement) => Numerator.Substitute(replacement).FloorDivide(Divisor.Substitute(replacement));

    public override void CollectNames(ISet<string> names)
    {
        Numerator.CollectNames(names);
        Divisor.CollectNames(names);
    }
}
