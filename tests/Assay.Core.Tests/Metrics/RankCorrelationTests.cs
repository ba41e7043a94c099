using Assay.Core.Metrics;
using Assay.Core.Randomness;

namespace Assay.Core.Tests.Metrics;

public sealed class RankCorrelationTests
{
    // scipy 1.10.1: pearsonr, spearmanr and kendalltau of these lists.
    private static readonly double[] X = [12, 2, 1, 12, 2, 5, 7.5];
    private static readonly double[] Y = [1, 4, 7, 1, 0, 3, 3];

    [Fact]
    public void Coefficients_EqualThoseOfScipy()
    {
        Assert.Equal(-0.5436562447152299, RankCorrelation.Pearson(X, Y), 12);
        Assert.Equal(-0.5370370370370371, RankCorrelation.Spearman(X, Y), 12);
        Assert.Equal(-0.5263157894736842, RankCorrelation.KendallTauB(X, Y), 12);
    }

    [Fact]
    public void KendallTauB_EqualsThePairsCountedOneByOne()
    {
        var random = new RandomStream(3);
        for (var round = 0; round < 300; round++)
        {
            var (x, y) = RandomLists(random, 2 + random.NextInt32(40));
            var (expected, actual) = (KendallByPairs(x, y), RankCorrelation.KendallTauB(x, y));
            if (double.IsNaN(expected)) Assert.True(double.IsNaN(actual));
            else Assert.Equal(expected, actual, 12);
        }
    }

    [Fact]
    public void Spearman_EqualsPearsonOfRanksByDefinition()
    {
        var random = new RandomStream(4);
        for (var round = 0; round < 300; round++)
        {
            var (x, y) = RandomLists(random, 2 + random.NextInt32(40));
            var (expected, actual) = (RankCorrelation.Pearson(RanksByCounting(x), RanksByCounting(y)), RankCorrelation.Spearman(x, y));
            if (double.IsNaN(expected)) Assert.True(double.IsNaN(actual));
            else Assert.Equal(expected, actual, 12);
        }
    }

    [Fact]
    public void RankMeasures_IgnoreHowTheValuesAreStretched()
    {
        var stretched = Array.ConvertAll(X, x => Math.Exp(x) - 3);
        Assert.Equal(RankCorrelation.Spearman(X, Y), RankCorrelation.Spearman(stretched, Y), 12);
        Assert.Equal(RankCorrelation.KendallTauB(X, Y), RankCorrelation.KendallTauB(stretched, Y), 12);
        Assert.NotEqual(RankCorrelation.Pearson(X, Y), RankCorrelation.Pearson(stretched, Y), 3);
    }

    [Fact]
    public void LargeOffset_DoesNotHurtPearson() =>
        Assert.Equal(RankCorrelation.Pearson(X, Y), RankCorrelation.Pearson(Array.ConvertAll(X, x => x + 1e9), Y), 6);

    [Fact]
    public void ConstantList_HasNoOrderToAgreeWith()
    {
        double[] same = [2, 2, 2], other = [1, 2, 3];
        Assert.True(double.IsNaN(RankCorrelation.Pearson(same, other)));
        Assert.True(double.IsNaN(RankCorrelation.Spearman(other, same)));
        Assert.True(double.IsNaN(RankCorrelation.KendallTauB(same, other)));
    }

    [Fact]
    public void ListsThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => RankCorrelation.Spearman([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => RankCorrelation.Pearson([], []));
        Assert.Throws<ArgumentException>(() => RankCorrelation.KendallTauB([1, double.NaN], [1, 2]));
    }

    private static (double[] X, double[] Y) RandomLists(RandomStream random, int length)
    {
        var levels = 1 + random.NextInt32(12); // few levels give many ties
        var x = new double[length];
        var y = new double[length];
        for (var i = 0; i < length; i++) (x[i], y[i]) = (random.NextInt32(levels), random.NextInt32(levels) - 3);
        return (x, y);
    }

    private static double KendallByPairs(double[] x, double[] y)
    {
        double difference = 0, untiedX = 0, untiedY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                difference += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                untiedX += x[i] != x[j] ? 1 : 0;
                untiedY += y[i] != y[j] ? 1 : 0;
            }
        }
        return untiedX == 0 || untiedY == 0 ? double.NaN : difference / Math.Sqrt(untiedX * untiedY);
    }

    private static double[] RanksByCounting(double[] values) =>
        Array.ConvertAll(values, value => values.Count(other => other < value) + (values.Count(other => other == value) + 1) / 2.0);
}
