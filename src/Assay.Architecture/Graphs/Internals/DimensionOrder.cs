namespace Assay.Architecture.Graphs.Internals;

/// <summary>Minima and maxima, decided where the order of two expressions is the same for all sizes.</summary>
internal static class DimensionOrder
{
    public static Dimension Choose(Dimension left, Dimension right, bool smaller)
    {
        if (Difference(left, right) is { } sign) return sign <= 0 == smaller ? left : right;
        // The same text whatever the order of the arguments.
        return string.CompareOrdinal(left.ToString(), right.ToString()) <= 0
            ? Dimension.Of(new ChoiceFactor(left, right, smaller))
            : Dimension.Of(new ChoiceFactor(right, left, smaller));
    }

    /// <summary>A lower bound where every name stands for at least 1; null where there is none.</summary>
    public static Int128? LeastValue(Dimension value)
    {
        Int128 least = value.Offset;
        foreach (var term in value.Terms)
        {
            if (term.Coefficient < 0) return null;
            Int128 product = term.Coefficient;
            foreach (var factor in term.Factors)
            {
                if (factor.LeastValue is not { } bound || bound < 0 || product > long.MaxValue) return null;
                product *= bound;
            }
            least += product;
        }
        return least;
    }

    // Sign of left − right, if it does not depend on the names: they differ by a constant, or are floor divisions by
    // the same number whose numerators do (x ≤ y implies floor(x/n) ≤ floor(y/n)).
    private static int? Difference(Dimension left, Dimension right)
    {
        var difference = left - right;
        if (difference.TryGetValue(out var value)) return Math.Sign(value);
        if (LeastValue(difference) >= 0) return 1;
        if (LeastValue(-difference) >= 0) return -1;
        if (difference.Terms is not [var first, var second] || first.Coefficient + second.Coefficient != 0 || Math.Abs(first.Coefficient) != 1) return null;
        if (first.Factors is not [FloorFactor a] || second.Factors is not [FloorFactor b]) return null;
        if (a.Divisor != b.Divisor || !a.Divisor.TryGetValue(out var divisor) || divisor <= 0) return null;
        var (plus, minus) = first.Coefficient == 1 ? (a, b) : (b, a);
        if (!(plus.Numerator - minus.Numerator).TryGetValue(out var gap)) return null;
        // floor((x + gap)/n) − floor(x/n) lies between floor(gap/n) and ceil(gap/n).
        var low = Dimension.FromInt64(gap).FloorDivide(divisor).Offset + (Int128)difference.Offset;
        var high = Dimension.FromInt64(gap).CeilingDivide(divisor).Offset + (Int128)difference.Offset;
        return low >= 0 ? 1 : high <= 0 ? -1 : null;
    }
}
