namespace Assay.Architecture.Graphs.Internals;

/// <summary>Division rounded down, simplified so that chains of strides come out as one division.</summary>
internal static class DimensionDivision
{
    public static Dimension Floor(Dimension numerator, Dimension divisor)
    {
        if (divisor == Dimension.Zero) throw DimensionError.DivisionByZero();
        if (divisor == Dimension.One) return numerator;
        if (divisor.TryGetValue(out var number)) return ByNumber(numerator, number);
        if (numerator == Dimension.Zero) return numerator;
        if (numerator == divisor) return Dimension.One;
        return ByTerm(numerator, divisor) ?? Dimension.Of(new FloorFactor(numerator, divisor));
    }

    private static Dimension ByNumber(Dimension numerator, long divisor)
    {
        if (numerator.TryGetValue(out var value)) return Dimension.Checked64(FloorOf(value, divisor));
        if (divisor == long.MinValue) throw DimensionError.Overflow();
        if (divisor < 0) return ByNumber(-numerator, -divisor);

        // floor((n·q + r)/n) = q + floor(r/n), term by term.
        var whole = new DimensionSum(Dimension.Checked64(FloorOf(numerator.Offset, divisor)));
        var rest = new DimensionSum(Modulo(numerator.Offset, divisor));
        foreach (var term in numerator.Terms)
        {
            var (quotient, remainder) = (FloorOf(term.Coefficient, divisor), Modulo(term.Coefficient, divisor));
            var unit = new DimensionTerm(1, term.Factors);
            whole.Add(unit, (long)quotient);
            rest.Add(unit, remainder);
        }
        var remaining = rest.Build();
        return whole.Build() + Reduced(remaining, divisor);
    }

    // All coefficients lie in [0, divisor).
    private static Dimension Reduced(Dimension numerator, long divisor)
    {
        if (numerator.IsConstant) return Dimension.Zero;
        // floor((g·x + c)/(g·n)) = floor((x + floor(c/g))/n).
        var common = divisor;
        foreach (var term in numerator.Terms) common = Gcd(common, term.Coefficient);
        if (common > 1)
            numerator = Dimension.Of(numerator.Offset / common, [.. numerator.Terms.Select(term => new DimensionTerm(term.Coefficient / common, term.Factors))]);
        divisor /= common;
        if (divisor == 1) return numerator;
        // floor((floor(x/m) + c)/n) = floor((x + c·m)/(m·n)).
        if (numerator.IsAtom(out var atom) && atom is FloorFactor inner && inner.Divisor.TryGetValue(out var innerDivisor) && innerDivisor > 0
            && (Int128)innerDivisor * divisor <= long.MaxValue)
            return ByNumber(inner.Numerator + Dimension.FromInt64(numerator.Offset) * innerDivisor, innerDivisor * divisor);
        return Dimension.Of(new FloorFactor(numerator, divisor));
    }

    // Exact division by a single product: every term contains it (the size behind a −1 of Reshape).
    private static Dimension? ByTerm(Dimension numerator, Dimension divisor)
    {
        if (divisor.Offset != 0 || divisor.Terms is not [var by] || numerator.Offset != 0) return null;
        var sum = new DimensionSum(0);
        var constant = Dimension.Zero;
        foreach (var term in numerator.Terms)
        {
            if (term.Coefficient % by.Coefficient != 0) return null;
            var factors = term.Factors.ToList();
            foreach (var factor in by.Factors)
            {
                var index = factors.FindIndex(candidate => candidate.Text == factor.Text);
                if (index < 0) return null;
                factors.RemoveAt(index);
            }
            var quotient = term.Coefficient / by.Coefficient;
            if (factors.Count == 0) constant += quotient;
            else sum.Add(new DimensionTerm(quotient, [.. factors]), 1);
        }
        return sum.Build() + constant;
    }

    private static Int128 FloorOf(long numerator, long divisor)
    {
        var quotient = (Int128)numerator / divisor;
        return (Int128)numerator % divisor != 0 && (numerator < 0) != (divisor < 0) ? quotient - 1 : quotient;
    }

    private static long Modulo(long value, long divisor) => (long)(value - FloorOf(value, divisor) * divisor);

    private static long Gcd(long a, long b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}
