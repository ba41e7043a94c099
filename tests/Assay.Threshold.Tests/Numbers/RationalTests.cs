using Assay.Threshold.Numbers;

namespace Assay.Threshold.Tests.Numbers;

public sealed class RationalTests
{
    [Fact]
    public void Arithmetic_IsExact()
    {
        Rational third = new(1, 3), sixth = new(2, 12);
        Assert.Equal(Rational.Half, third + sixth);
        Assert.Equal(sixth, third - sixth);
        Assert.Equal(new(1, 18), third * sixth);
        Assert.True(third > sixth && sixth < third && third >= sixth + sixth && sixth + sixth <= third && !(third < sixth));
        Assert.Equal(-Rational.Half, new Rational(3, -6));
        Assert.Equal("-1/2", new Rational(3, -6).ToString());
        Assert.Equal("7", ((Rational)7).ToString());
        Assert.Equal(0, default(Rational));
        Assert.Equal(1, default(Rational).Denominator);
        Assert.Throws<DivideByZeroException>(() => new Rational(1, 0));
    }
}
