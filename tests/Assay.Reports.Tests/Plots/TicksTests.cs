using Assay.Reports.Plots.Internals;
using CsCheck;

namespace Assay.Reports.Tests.Plots;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.2, 33_600_000, 7, "0|5 M|10 M|15 M|20 M|25 M|30 M|35 M")]
    [InlineData(-1, 1, 4, "−1.0 −0.5 0 0.5 1.0")]
    [InlineData(0, 6100, 4, "0 2,000 4,000 6,000 8,000")]
    [InlineData(0, 61_000, 4, "0|20 k|40 k|60 k|80 k")]
    [InlineData(0, 2e-6, 4, "0 5e−7 1e−6 1.5e−6 2e−6")]
    public void LinearTicks_AreRoundAndShort(double low, double high, int wanted, string labels) =>
        Assert.Equal(labels.Split(labels.Contains('|') ? '|' : ' '), Ticks.Linear(low, high, wanted).Marks.Select(mark => mark.Label));

    [Theory]
    [InlineData(1, 1000, 5, "1|10|100|1 k")]
    [InlineData(1, 16, 8, "1|2|5|10|20")]
    [InlineData(0.00001, 100_000_000_000, 4, "1e−5|0.1|1 k|10 M|1e11")]
    public void LogarithmicTicks_AreDecadesOrTheirHalves(double low, double high, int wanted, string labels) =>
        Assert.Equal(labels.Split('|'), Ticks.Logarithmic(Math.Log10(low), Math.Log10(high), wanted).Marks.Select(mark => mark.Label));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1234.56, "1,235")]
    [InlineData(12.345, "12.3")]
    [InlineData(-0.6834, "−0.683")]
    [InlineData(0.000012, "1.2e−5")]
    [InlineData(double.NaN, "–")]
    public void Values_HaveThreeOrFourDigitsThatCount(double value, string text) => Assert.Equal(text, Ticks.Value(value));

    [Fact]
    public void AnyRange_GetsFewTicksThatRiseAndHoldTheData() =>
        Gen.Select(Gen.Double[-1e12, 1e12], Gen.Double[1e-6, 1e12], Gen.Int[1, 12]).Sample((low, width, wanted) =>
        {
            var ticks = Ticks.Linear(low, low + width, wanted);
            Assert.True(ticks.Low <= low + width * 1e-6 && ticks.High >= (low + width) - width * 1e-6);
            Assert.InRange(ticks.Marks.Count, 2, wanted + 3);
            Assert.All(ticks.Marks.Zip(ticks.Marks.Skip(1)), pair => Assert.True(pair.First.Position < pair.Second.Position));
            if (width <= 1e12 * 2 * Ticks.Rounding) return; // may be widened
            var tight = Ticks.Linear(low, low + width, wanted, tight: true);
            Assert.All(tight.Marks, mark => Assert.InRange(mark.Position, low - width * 1e-6, low + width * (1 + 1e-6)));
        });

    [Theory]
    [InlineData(1e12, 1e-4)]
    [InlineData(-982294427374.9368, 2728E-6)]
    [InlineData(1e300, 1e284)]
    [InlineData(1e307, 0)]
    [InlineData(5e-324, 0)]
    [InlineData(1, 2.220446049250313e-16)]
    public void ValuesThatDifferByRounding_GetFewTicks(double low, double width)
    {
        foreach (var tight in new[] { false, true })
        {
            var ticks = Ticks.Linear(low, low + width, 6, tight);
            Assert.True(ticks.Low <= low && ticks.High >= low + width);
            Assert.InRange(ticks.Marks.Count, 0, 9);
            Assert.All(ticks.Marks.Zip(ticks.Marks.Skip(1)), pair => Assert.True(pair.First.Position < pair.Second.Position));
        }
    }
}
