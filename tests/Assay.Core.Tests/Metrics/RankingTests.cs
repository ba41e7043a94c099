using Assay.Core.Metrics;
using Assay.Core.Randomness;

namespace Assay.Core.Tests.Metrics;

public sealed class RankingTests
{
    [Fact]
    public void AreaUnderRoc_EqualsThePairsWon()
    {
        var random = new RandomStream(1);
        for (var round = 0; round < 200; round++)
        {
            var (scores, relevant) = RandomCase(random);
            double wins = 0, pairs = 0;
            for (var i = 0; i < scores.Length; i++)
                for (var j = 0; j < scores.Length; j++)
                    if (relevant[i] && !relevant[j])
                    {
                        pairs++;
                        wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    }
            var area = Ranking.AreaUnderRoc(scores, relevant);
            if (pairs == 0) Assert.True(double.IsNaN(area));
            else Assert.Equal(wins / pairs, area, 12);
        }
    }

    [Fact]
    public void AveragePrecision_EqualsTheSumOverThresholds()
    {
        var random = new RandomStream(2);
        for (var round = 0; round < 200; round++)
        {
            var (scores, relevant) = RandomCase(random);
            var positives = relevant.Count(flag => flag);
            double sum = 0, recallBefore = 0;
            foreach (var threshold in scores.Distinct().OrderDescending())
            {
                var taken = Enumerable.Range(0, scores.Length).Where(i => scores[i] >= threshold).ToArray();
                double found = taken.Count(i => relevant[i]);
                sum += (found / positives - recallBefore) * (found / taken.Length);
                recallBefore = found / positives;
            }
            var precision = Ranking.AveragePrecision(scores, relevant);
            if (positives == 0) Assert.True(double.IsNaN(precision));
            else Assert.Equal(sum, precision, 12);
        }
    }

    [Fact]
    public void PerfectAndReversedOrder_AreOneAndZero()
    {
        Assert.Equal(1, Ranking.AreaUnderRoc([3, 2, 1, 0], [true, true, false, false]));
        Assert.Equal(0, Ranking.AreaUnderRoc([3, 2, 1, 0], [false, false, true, true]));
        Assert.Equal(1, Ranking.AveragePrecision([3, 2, 1, 0], [true, true, false, false]));
    }

    [Fact]
    public void ReciprocalRank_IsOneOverThePlaceOfTheFirstHit()
    {
        Assert.Equal(1.0 / 3, Ranking.ReciprocalRank([false, false, true, true]));
        Assert.Equal(0, Ranking.ReciprocalRank([false, false]));
    }

    [Fact]
    public void NormalizedGain_EqualsTheSumByHand()
    {
        // Gains 3, 2, 3, 0, 1, 2: (7 + 3/log₂3 + 7/2 + 0 + 1/log₂6 + 3/log₂7) over the same of 3, 3, 2, 2, 1, 0.
        var gain = 7 + 3 / Math.Log2(3) + 3.5 + 1 / Math.Log2(6) + 3 / Math.Log2(7);
        var ideal = 7 + 7 / Math.Log2(3) + 1.5 + 3 / Math.Log2(5) + 1 / Math.Log2(6);
        Assert.Equal(gain / ideal, Ranking.NormalizedDiscountedCumulativeGain([3, 2, 3, 0, 1, 2]), 12);
        Assert.Equal((7 + 3 / Math.Log2(3)) / (7 + 7 / Math.Log2(3)), Ranking.NormalizedDiscountedCumulativeGain([3, 2, 3, 0, 1, 2], depth: 2), 12);
        Assert.True(double.IsNaN(Ranking.NormalizedDiscountedCumulativeGain([0, 0])));
    }

    [Fact]
    public void WrongArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Ranking.AreaUnderRoc([1], [true, false]));
        Assert.Throws<ArgumentException>(() => Ranking.AveragePrecision([double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => Ranking.NormalizedDiscountedCumulativeGain([-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ranking.NormalizedDiscountedCumulativeGain([1], depth: 0));
    }

    private static (double[] Scores, bool[] Relevant) RandomCase(RandomStream random)
    {
        var scores = new double[1 + random.NextInt32(30)];
        var relevant = new bool[scores.Length];
        for (var i = 0; i < scores.Length; i++) (scores[i], relevant[i]) = (random.NextInt32(8), random.NextInt32(3) == 0);
        return (scores, relevant);
    }
}
