using Assay.Core.Metrics;
using Assay.Core.Randomness;

namespace Assay.Core.Tests.Metrics;

public sealed class StreamingTests
{
    [Fact]
    public void Moments_EqualThoseOfTheWholeList()
    {
        var values = Values(1_000);
        var moments = Of(values);
        var mean = values.Average();
        Assert.Equal(1_000, moments.Count);
        Assert.Equal(mean, moments.Mean, 9);
        Assert.Equal(values.Sum(value => (value - mean) * (value - mean)) / 999, moments.Variance, 6);
        Assert.Equal((values.Min(), values.Max()), (moments.Minimum, moments.Maximum));
    }

    [Fact]
    public void Moments_SurviveALargeOffset() =>
        Assert.Equal(Of(Values(1_000)).Variance, Of(Array.ConvertAll(Values(1_000), value => value + 1e9)).Variance, 3);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    [InlineData(1_000)]
    public void MergedMoments_EqualThoseOfAll(int cut)
    {
        var values = Values(1_000);
        var merged = Of(values[..cut]);
        merged.Merge(Of(values[cut..]));
        var all = Of(values);
        Assert.Equal(all.Count, merged.Count);
        Assert.Equal(all.Mean, merged.Mean, 9);
        Assert.Equal(all.Variance, merged.Variance, 6);
        Assert.Equal((all.Minimum, all.Maximum), (merged.Minimum, merged.Maximum));
    }

    [Fact]
    public void NothingSeen_IsNotANumber()
    {
        Assert.True(double.IsNaN(new StreamingMoments().Mean));
        Assert.True(double.IsNaN(Of([1]).Variance));
        Assert.True(double.IsNaN(new StreamingQuantiles().Value(0.5)));
        Assert.True(double.IsNaN(new ExponentialAverage(3).Value));
    }

    [Fact]
    public void QuantilesOfFewNumbers_AreExact()
    {
        var values = Values(100);
        var quantiles = new StreamingQuantiles();
        foreach (var value in values) quantiles.Add(value);
        Array.Sort(values);
        for (var i = 0; i < 100; i++) Assert.Equal(values[i], quantiles.Value(i / 99.0), 9);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void QuantilesOfManyNumbers_AreWithinTheStatedRank(bool sortedInput)
    {
        var values = Values(200_000);
        if (sortedInput) Array.Sort(values);
        var quantiles = new StreamingQuantiles();
        foreach (var value in values) quantiles.Add(value);
        AssertWithinRank(values, quantiles);
    }

    [Fact]
    public void MergedQuantiles_AreWithinTheStatedRank()
    {
        var values = Values(200_000);
        var merged = new StreamingQuantiles();
        foreach (var part in values.Chunk(30_000))
        {
            var quantiles = new StreamingQuantiles();
            foreach (var value in part) quantiles.Add(value);
            merged.Merge(quantiles);
        }
        AssertWithinRank(values, merged);
    }

    [Fact]
    public void HigherCompression_IsSharper()
    {
        var values = Values(100_000);
        Assert.True(Error(400) < Error(20) / 3, $"{Error(400)} against {Error(20)}");

        double Error(double compression)
        {
            var quantiles = new StreamingQuantiles(compression);
            foreach (var value in values) quantiles.Add(value);
            var sorted = values.Order().ToArray();
            return Enumerable.Range(1, 99).Average(i => Math.Abs(Rank(sorted, quantiles.Value(i / 100.0)) - i / 100.0));
        }
    }

    [Fact]
    public void InfiniteNumber_HasNoQuantile() => Assert.Throws<ArgumentException>(() => new StreamingQuantiles().Add(double.PositiveInfinity));

    [Fact]
    public void ExponentialAverage_WeighsByHalfLife()
    {
        var average = new ExponentialAverage(halfLife: 2);
        average.Add(8);
        Assert.Equal(8, average.Value, 12);
        average.Add(0);
        average.Add(0);
        // The eight is one half-life old: weights ½, ½^½, 1.
        Assert.Equal(8 * 0.5 / (0.5 + Math.Sqrt(0.5) + 1), average.Value, 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialAverage(0));
    }

    private static void AssertWithinRank(double[] values, StreamingQuantiles quantiles)
    {
        var sorted = values.Order().ToArray();
        Assert.Equal((sorted[0], sorted[^1]), (quantiles.Value(0), quantiles.Value(1)));
        Assert.Equal(values.Length, quantiles.Count);
        foreach (var q in new[] { 0.0001, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999 })
        {
            var error = Math.Abs(Rank(sorted, quantiles.Value(q)) - q);
            Assert.True(error <= 2 * Math.PI * Math.Sqrt(q * (1 - q)) / 200 + 1e-5, $"quantile {q}: rank off by {error}");
        }
    }

    private static double Rank(double[] sorted, double value)
    {
        var place = Array.BinarySearch(sorted, value);
        return (place < 0 ? ~place : place) / (double)sorted.Length;
    }

    private static StreamingMoments Of(double[] values)
    {
        var moments = new StreamingMoments();
        foreach (var value in values) moments.Add(value);
        return moments;
    }

    private static double[] Values(int count)
    {
        var random = new RandomStream(11);
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = Math.Exp(random.NextGaussian()) - 3;
        return values;
    }
}
