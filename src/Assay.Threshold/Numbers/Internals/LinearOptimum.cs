namespace Assay.Threshold.Numbers.Internals;

/// <summary>What became of a linear program.</summary>
/// <param name="IsFeasible">Whether any point satisfies the constraints.</param>
/// <param name="Value">The largest value of the objective; null where there is no point, or no largest value.</param>
/// <param name="Point">A point with that value.</param>
internal sealed record LinearOptimum(bool IsFeasible, Rational? Value, Rational[]? Point)
{
    public bool IsUnbounded => IsFeasible && Value is null;
}
