namespace Assay.Architecture.Shapes.Internals;

/// <summary>A scale as a quotient of small whole numbers.</summary>
internal readonly record struct Fraction(long Numerator, long Denominator)
{
    private const int LargestDenominator = 64;

    /// <summary>The fraction whose single-precision value this is; null where the denominator would be large.</summary>
    public static Fraction? Of(double value)
    {
        if (!(value > 0) || value > int.MaxValue) return null;
        for (var denominator = 1; denominator <= LargestDenominator; denominator++)
        {
            var numerator = Math.Round(value * denominator);
            if (numerator > 0 && (float)(numerator / denominator) == (float)value) return new((long)numerator, denominator);
        }
        return null;
    }
}
