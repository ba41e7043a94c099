using Assay.Core.Metrics;
using Assay.Core.Randomness;
using Assay.Expression.Evaluation;
using Assay.Expression.Evaluation.Internals;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Matrices;

namespace Assay.Expression.Tests.Evaluation;

/// <summary>The figures against their definitions.</summary>
public sealed class EvaluationFiguresTests
{
    [Theory]
    [InlineData(3, 0.5)]
    [InlineData(3, 20)]
    [InlineData(120, 5)]
    public void LogisticRegression_StandsAtTheMinimum(int width, double penalty)
    {
        var (features, positive) = Random(60, width, 0.8);
        var fitted = LogisticRegression.Fit(features, positive, penalty);
        var gradient = new double[width + 1];
        for (var row = 0; row < features.Rows; row++)
        {
            var error = fitted.Probability(features.Row(row)) - (positive[row] ? 1 : 0);
            for (var i = 0; i < width; i++) gradient[i] += error * features.Row(row)[i];
            gradient[width] += error;
        }
        for (var i = 0; i < width; i++) Assert.Equal(0, gradient[i] + penalty * fitted.Weights[i], 1e-3);
        Assert.Equal(0, gradient[width], 1e-3);
    }

    [Fact]
    public void SeparableClasses_DoNotRunAway()
    {
        var features = new FeatureTable([-2, -1, 1, 2], 1);
        var fitted = LogisticRegression.Fit(features, [false, false, true, true], 1e-6);
        Assert.True(double.IsFinite(fitted.Weights[0]) && fitted.Decision([2]) > 5);
    }

    [Fact]
    public void NoiseFeatures_GetALargePenalty()
    {
        var (noise, labels) = Random(80, 40, 0);
        var (signal, told) = Random(80, 3, 3);
        Assert.True(LogisticRegression.FitWithBestPenalty(noise, labels, 1).Penalty > LogisticRegression.FitWithBestPenalty(signal, told, 1).Penalty);
    }

    [Fact]
    public void Area_IsThatOfTheDefinition_AndComparesWithinFoldsOnly()
    {
        var random = new RandomStream(4);
        var scores = Enumerable.Range(0, 50).Select(_ => Math.Round(random.NextGaussian(), 1)).ToArray(); // with ties
        var positive = Enumerable.Range(0, 50).Select(i => i % 3 == 0).ToArray();
        var ones = Enumerable.Repeat(1.0, 50).ToArray();
        var table = new PairTable(positive);
        table.Add([.. ones.Select(_ => true)], scores);
        Assert.Equal(Ranking.AreaUnderRoc(scores, positive), table.Area(ones), 6);
        // A constant added to one fold's scores must change nothing.
        Assert.Equal(ByFolds(0), ByFolds(100), 9);
        double ByFolds(double shift)
        {
            var folds = new PairTable(positive);
            for (var fold = 0; fold < 2; fold++) folds.Add([.. ones.Select((_, i) => i / 25 == fold)], [.. scores.Select(score => score + fold * shift)]);
            return folds.Area(ones);
        }
    }

    [Fact]
    public void Weights_CountASampleSoOften()
    {
        double[] scores = [0.9, 0.4, 0.6, 0.1, 0.4];
        bool[] positive = [true, true, false, false, false];
        double[] weights = [2, 1, 0, 3, 1];
        int[] repeated = [.. weights.SelectMany((count, i) => Enumerable.Repeat(i, (int)count))];
        var table = new PairTable(positive);
        table.Add([true, true, true, true, true], scores);
        var (all, each) = (repeated.Select(i => scores[i]).ToArray(), repeated.Select(i => positive[i]).ToArray());
        Assert.Equal(Ranking.AreaUnderRoc(all, each), table.Area(weights), 6);
        var (weighted, plain) = (new ProbabilityMetrics(scores, positive), new ProbabilityMetrics(all, each));
        var ones = Enumerable.Repeat(1.0, all.Length).ToArray();
        Assert.Equal(plain.AveragePrecision(ones), weighted.AveragePrecision(weights), 9);
        Assert.Equal(plain.AtHalf(ones), weighted.AtHalf(weights));
    }

    [Fact]
    public void ProbabilityFigures_AreThoseOfTheDefinitions()
    {
        var metrics = new ProbabilityMetrics([0.9, 0.8, 0.3, 0.6, 0.1], [true, true, true, false, false]);
        var (mcc, accuracy, brier) = metrics.AtHalf([1, 1, 1, 1, 1]);
        Assert.Equal((2 * 1 - 1 * 1) / Math.Sqrt(3 * 3 * 2 * 2), mcc, 9);
        Assert.Equal((2.0 / 3 + 1.0 / 2) / 2, accuracy, 9);
        Assert.Equal((0.01 + 0.04 + 0.49 + 0.36 + 0.01) / 5, brier, 9);
        Assert.Equal((1 + 1 + 3.0 / 4) / 3, metrics.AveragePrecision([1, 1, 1, 1, 1]), 9);
        Assert.Equal((0.1 + 0.2 + 0.7 + 0.6 + 0.1) / 5, metrics.CalibrationError(), 9);
    }

    // Newcombe (2006), table of method 5; checked against the equation that defines its ends.
    [Theory]
    [InlineData(1.0, 20, 20)]
    [InlineData(0.9, 52, 50)]
    [InlineData(0.5, 30, 60)]
    public void AreaInterval_SolvesItsEquation_AndNeverCollapses(double area, int positives, int negatives)
    {
        var (low, high) = AreaInterval.Of(area, positives, negatives);
        foreach (var end in (double[])[low, high])
        {
            if (end is 0 or 1 || Math.Abs(end - 1) < 1e-9) continue;
            var half = (positives + negatives) / 2.0 - 1;
            var variance = end * (1 - end) * (1 + half * ((1 - end) / (2 - end) + end / (1 + end))) / (positives * negatives);
            Assert.Equal(1.96, Math.Abs(area - end) / Math.Sqrt(variance), 2);
        }
        Assert.True(low < area && high >= area && (area < 1 ? high > area : low is > 0.7 and < 0.99), $"{low} {high}");
    }

    [Fact]
    public void AreaInterval_CoversTheTruth()
    {
        const int Trials = 1000, Size = 40;
        var truth = 0.8413447; // P(X > Y) where X − Y has mean √2 and variance 2, is Φ(1)
        var random = new RandomStream(8);
        var covered = 0;
        for (var i = 0; i < Trials; i++)
        {
            var scores = Enumerable.Range(0, 2 * Size).Select(j => random.NextGaussian() + (j < Size ? Math.Sqrt(2) : 0)).ToArray();
            var (low, high) = AreaInterval.Of(Ranking.AreaUnderRoc(scores, [.. Enumerable.Range(0, 2 * Size).Select(j => j < Size)]), Size, Size);
            if (low <= truth && truth <= high) covered++;
        }
        Assert.InRange(covered / (double)Trials, 0.93, 0.99);
    }

    [Fact]
    public void Welch_IsTheStatisticOfTheDefinition()
    {
        var matrix = new ExpressionMatrix([1, 2, 4, 5, 3, 9], ["a", "b", "c", "d", "e", "f"], ["g"]);
        // Means 7/3 and 17/3; variances 7/3 and 28/3 over three each.
        Assert.Equal((7.0 / 3 - 17.0 / 3) / Math.Sqrt(7.0 / 9 + 28.0 / 9), TwoSampleTestRoute.Statistics(matrix, [true, true, true, false, false, false])[0], 9);
    }

    [Fact]
    public void AnnotationThatGoesWithTheClass_IsFound_OthersAreNot()
    {
        var random = new RandomStream(6);
        var classes = Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "A" : "B").ToArray();
        var matrix = new ExpressionMatrix(new float[60], Enumerable.Range(0, 60).Select(i => $"s{i}"), ["g"])
            .WithAnnotation("class", classes)
            .WithAnnotation("site", classes.Select(name => random.NextDouble() < 0.85 ? name + "1" : "other"))
            .WithAnnotation("sex", classes.Select(_ => random.NextDouble() < 0.5 ? "f" : "m"))
            .WithAnnotation("name", Enumerable.Range(0, 60).Select(i => $"n{i}"));
        var found = Assert.Single(Confounder.Find(matrix, Expression.Labels.LabelReader.Read(matrix, "class"), 1));
        Assert.Equal("site", found.Key);
        Assert.InRange(found.PureShare, 0.7, 1);
    }

    private static (FeatureTable Features, bool[] Positive) Random(int rows, int width, double shift)
    {
        var random = new RandomStream(3);
        var positive = Enumerable.Range(0, rows).Select(i => i % 2 == 0).ToArray();
        return (new FeatureTable([.. Enumerable.Range(0, rows * width).Select(i => random.NextGaussian() + (positive[i / width] && i % width == 0 ? shift : 0))], width), positive);
    }
}
