using Assay.Architecture.ReceptiveFields;
using CsCheck;

namespace Assay.Architecture.Tests.ReceptiveFields;

public sealed class RationalTests
{
    private static readonly Gen<Rational> Fractions = Gen.Select(Gen.Int[-1000, 1000], Gen.Int[1, 60], (numerator, denominator) => new Rational(numerator, denominator));

    [Fact]
    public void Arithmetic_IsThatOfFractions() => Gen.Select(Fractions, Fractions).Sample((a, b) =>
    {
        Assert.Equal(a, a + b - b);
        Assert.Equal((a + b) * b, a * b + b * b);
        if (b != 0) Assert.Equal(a, a / b * b);
        Assert.Equal(a.ToDouble() < b.ToDouble(), a < b);
        Assert.True(a.Floor() <= a && a < a.Floor() + 1 && a.Ceiling() >= a && a > a.Ceiling() - 1);
        Assert.Equal((a + b, a - b, a * b), (Rational.Add(a, b), Rational.Subtract(a, b), Rational.Multiply(a, b)));
    });

    [Fact]
    public void LowestTerms_HaveTheSignAbove()
    {
        var half = new Rational(3, -6);
        Assert.Equal((-1, 2, "-1/2"), (half.Numerator, half.Denominator, half.ToString()));
        Assert.Equal("0", default(Rational).ToString());
        Assert.True(new Rational(4, 2).IsWhole);
        Assert.Equal(new Rational(1, 3).GetHashCode(), new Rational(2, 6).GetHashCode());
        Assert.True(new Rational(1, 3) >= new Rational(2, 6) && new Rational(1, 3) <= new Rational(2, 6) && new Rational(1, 2) > new Rational(1, 3));
        Assert.False(new Rational(1, 3).Equals("1/3"));
        Assert.Equal(new Rational(3, 2), Rational.Divide(3, 2));
    }

    [Fact]
    public void DenominatorOfZero_IsRefused()
    {
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
        Assert.Throws<DivideByZeroException>(() => new Rational(1) / 0);
    }

    [Fact]
    public void MoreThan64Bits_AreRefused()
    {
        Assert.Throws<OverflowException>(() => new Rational(long.MaxValue) + 1);
        Assert.Throws<OverflowException>(() => new Rational(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => new Rational(long.MinValue) / -1);
    }
}
