using Assay.Core.Memory;
using Assay.Core.Progress;
using Assay.Core.Projections;
using Assay.Core.Projections.Internals;
using Assay.Core.Randomness;

namespace Assay.Core.Tests.Projections;

public sealed class BarnesHutTsneTests
{
    [Fact]
    public void Affinities_HaveTheWantedPerplexity()
    {
        using var data = Clouds.Gaussian(300, 10, 1);
        var neighbours = Neighbours.Find(data, [.. Enumerable.Range(0, 300)], 60, 1, null, CancellationToken.None);
        var conditional = new double[60];
        for (var point = 0; point < 300; point++)
        {
            Affinities.Conditional(neighbours.SquaredDistances.AsSpan(point * 60, 60), Math.Log(20), conditional);
            Assert.Equal(1, conditional.Sum(), 12);
            Assert.Equal(20, Math.Exp(-conditional.Where(p => p > 0).Sum(p => p * Math.Log(p))), 4);
        }
    }

    [Fact]
    public void Affinities_AreSymmetricAndSumToOne()
    {
        var (affinities, _) = Prepared(200);
        var joint = Dense(affinities, 200);
        Assert.Equal(1, affinities.Values.Sum(), 12);
        for (var i = 0; i < 200; i++)
            for (var j = 0; j <= i; j++) Assert.Equal(joint[i, j], joint[j, i], 15);
    }

    [Fact]
    public void ThetaOfZero_EqualsTheExactGradient()
    {
        var (affinities, positions) = Prepared(200);
        var exact = ExactGradient(affinities, positions);
        var descent = new TsneDescent(affinities, positions, new TsneOptions { Theta = 0, Threads = 2 });
        descent.Gradient(exaggeration: 1);
        for (var i = 0; i < positions.Length; i++)
        {
            Assert.Equal(exact[i].X, descent.GradientOf(i).X, 9);
            Assert.Equal(exact[i].Y, descent.GradientOf(i).Y, 9);
        }
    }

    [Fact]
    public void ExactGradient_IsTheSlopeOfTheDivergence()
    {
        // Finite differences of KL(P‖Q) itself, so that the twin above is not believed on its word.
        var (affinities, positions) = Prepared(30);
        var joint = Dense(affinities, 30);
        var exact = ExactGradient(affinities, positions);
        const double Step = 1e-6;
        for (var i = 0; i < positions.Length; i++)
        {
            var (left, right) = (positions.ToArray(), positions.ToArray());
            left[i].X -= Step;
            right[i].X += Step;
            Assert.Equal((Divergence(joint, right) - Divergence(joint, left)) / (2 * Step), exact[i].X, 6);
        }
    }

    [Fact]
    public void SmallerTheta_IsNearerToTheExactGradient()
    {
        var (affinities, positions) = Prepared(1_000);
        var exact = ExactGradient(affinities, positions);
        double coarse = Error(0.7), usual = Error(0.5), fine = Error(0.2);
        Assert.True(fine < usual && usual < coarse, $"{fine}, {usual}, {coarse}");
        Assert.True(usual < 0.03, $"relative error {usual}");

        double Error(double theta)
        {
            var descent = new TsneDescent(affinities, positions, new TsneOptions { Theta = theta });
            descent.Gradient(1);
            var difference = exact.Select((gradient, i) => Square(gradient.X - descent.GradientOf(i).X) + Square(gradient.Y - descent.GradientOf(i).Y)).Sum();
            return Math.Sqrt(difference / exact.Sum(gradient => Square(gradient.X) + Square(gradient.Y)));
        }
    }

    [Fact]
    public void Divergence_EqualsTheSumByDefinition()
    {
        var (affinities, positions) = Prepared(100);
        var descent = new TsneDescent(affinities, positions, new TsneOptions { Theta = 0 });
        descent.Gradient(1);
        Assert.Equal(Divergence(Dense(affinities, 100), positions), descent.Divergence(), 9);
    }

    [Fact]
    public void CoincidentPoints_PushEachOtherNowhere_ButCount()
    {
        PlanePoint[] points = [new(1, 2), new(1, 2), new(1, 2), new(4, 6)];
        var tree = new RepulsionTree(4);
        tree.Build(points);
        var (force, weight) = tree.Repulsion(0, 0.5);
        Assert.Equal(2 + 1 / 26.0, weight, 12); // two at distance 0, one at distance 5
        Assert.Equal(-3 / (26.0 * 26), force.X, 12);
        Assert.Equal(-4 / (26.0 * 26), force.Y, 12);
        tree.Build([new(3, 3), new(3, 3), new(3, 3), new(3, 3)]);
        Assert.Equal((new PlanePoint(0, 0), 3.0), tree.Repulsion(2, 0.5));
    }

    [Fact]
    public void SameSeed_GivesTheSameMap_WhateverTheThreads()
    {
        using var data = Clouds.Clusters(300, 10, 4, 3, 1);
        var options = new TsneOptions { Iterations = 120, ExaggeratedIterations = 40, Threads = 1 };
        var map = BarnesHutTsne.Fit(data, options);
        Assert.Equal(map, BarnesHutTsne.Fit(data, options with { Threads = 3 }));
        Assert.NotEqual(map, BarnesHutTsne.Fit(data, options with { Seed = 2 }));
    }

    [Fact]
    public void EveryOption_ChangesTheMap()
    {
        using var data = Clouds.Clusters(200, 10, 4, 3, 1);
        var options = new TsneOptions { Iterations = 60, ExaggeratedIterations = 20 };
        var map = BarnesHutTsne.Fit(data, options);
        TsneOptions[] others =
        [
            options with { Perplexity = 10 }, options with { Theta = 0.2 }, options with { Iterations = 61 }, options with { ExaggeratedIterations = 21 },
            options with { Exaggeration = 4 }, options with { LearningRate = 10 }, options with { Start = TsneStart.Random },
        ];
        foreach (var other in others) Assert.NotEqual(map, BarnesHutTsne.Fit(data, other));
    }

    [Theory]
    [InlineData(TsneStart.PrincipalComponents)]
    [InlineData(TsneStart.Random)]
    public void Clusters_StayApart(TsneStart start)
    {
        const int Clusters = 6;
        using var data = Clouds.Clusters(600, 50, Clusters, 2, 5);
        var map = BarnesHutTsne.Fit(data, new TsneOptions { Start = start, Iterations = 500 });
        // The nearest neighbour in the map is nearly always of the same cluster.
        var right = Enumerable.Range(0, map.Length).Count(i => Enumerable.Range(0, map.Length).Where(j => j != i)
            .MinBy(j => Square(map[i].X - map[j].X) + Square(map[i].Y - map[j].Y)) % Clusters == i % Clusters);
        Assert.True(right >= 590, $"{right} of 600");
        Assert.Equal(0, map.Average(point => point.X), 2);
    }

    [Fact]
    public void Divergence_FallsAndIsReported()
    {
        using var data = Clouds.Clusters(300, 20, 5, 2, 7);
        var reports = new List<ProgressReport>();
        BarnesHutTsne.Fit(data, new TsneOptions { Iterations = 1 }, new Collector(reports));
        var first = reports.Last(report => report.Loss is not null);
        Assert.Contains(reports, report => report is { Stage: "finding neighbours", Done: 300 });
        BarnesHutTsne.Fit(data, new TsneOptions { Iterations = 400 }, new Collector(reports));
        var last = reports[^1];
        Assert.Equal((400, 400), (last.Done, last.Total));
        Assert.True(last.Loss < first.Loss / 2, $"{first.Loss} → {last.Loss}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    public void FewOrEqualPoints_GiveAFiniteMap(int rows)
    {
        using var different = Clouds.Gaussian(rows, 4, 1);
        using var equal = new NativeMatrix(rows, 4);
        foreach (var data in new[] { different, equal })
        {
            var map = BarnesHutTsne.Fit(data);
            Assert.Equal(rows, map.Length);
            Assert.All(map, point => Assert.True(float.IsFinite(point.X) && float.IsFinite(point.Y)));
        }
    }

    [Fact]
    public void PointsInASpan_GiveTheMapOfTheMatrix()
    {
        using var data = Clouds.Gaussian(50, 5, 1);
        var flat = Enumerable.Range(0, 50).SelectMany(row => data.Row(row).ToArray()).ToArray();
        var options = new TsneOptions { Iterations = 50 };
        Assert.Equal(BarnesHutTsne.Fit(data, options), BarnesHutTsne.Fit(flat, 50, 5, options));
        Assert.Throws<ArgumentException>(() => BarnesHutTsne.Fit(flat, 50, 6));
    }

    [Fact]
    public void WrongOptionsOrNumbers_AreRefused()
    {
        using var data = Clouds.Gaussian(20, 4, 1);
        var good = new TsneOptions();
        TsneOptions[] wrong =
        [
            good with { Perplexity = 0.5 }, good with { Theta = 0.8 }, good with { Theta = -1 }, good with { Iterations = -1 },
            good with { Exaggeration = 0 }, good with { LearningRate = double.NaN }, good with { Threads = 0 },
        ];
        foreach (var options in wrong) Assert.Throws<ArgumentOutOfRangeException>(() => BarnesHutTsne.Fit(data, options));
        Assert.Throws<OperationCanceledException>(() => BarnesHutTsne.Fit(data, cancellation: new CancellationToken(canceled: true)));
        data.Row(3)[2] = float.PositiveInfinity;
        Assert.Throws<ArgumentException>(() => BarnesHutTsne.Fit(data));
    }

    private static (Affinities Affinities, PlanePoint[] Positions) Prepared(int points)
    {
        using var data = Clouds.Gaussian(points, 8, 3);
        var count = Math.Min(points - 1, 60);
        var neighbours = Neighbours.Find(data, [.. Enumerable.Range(0, points)], count, 1, null, CancellationToken.None);
        var random = new RandomStream(9);
        var positions = new PlanePoint[points];
        for (var i = 0; i < points; i++) positions[i] = new PlanePoint(3 * random.NextGaussian(), 3 * random.NextGaussian());
        return (Affinities.Of(neighbours, count / 3.0), positions);
    }

    private static double[,] Dense(Affinities affinities, int points)
    {
        var joint = new double[points, points];
        for (var i = 0; i < points; i++)
            for (var edge = affinities.Starts[i]; edge < affinities.Starts[i + 1]; edge++) joint[i, affinities.Columns[edge]] += affinities.Values[edge];
        return joint;
    }

    private static PlanePoint[] ExactGradient(Affinities affinities, PlanePoint[] positions)
    {
        var joint = Dense(affinities, positions.Length);
        var partition = Partition(positions);
        return Array.ConvertAll(positions, _ => default(PlanePoint)).Select((_, i) =>
        {
            double x = 0, y = 0;
            for (var j = 0; j < positions.Length; j++)
            {
                if (j == i) continue;
                var closeness = Closeness(positions, i, j);
                var factor = 4 * (joint[i, j] - closeness / partition) * closeness;
                x += factor * (positions[i].X - positions[j].X);
                y += factor * (positions[i].Y - positions[j].Y);
            }
            return new PlanePoint(x, y);
        }).ToArray();
    }

    private static double Divergence(double[,] joint, PlanePoint[] positions)
    {
        var (partition, sum) = (Partition(positions), 0.0);
        for (var i = 0; i < positions.Length; i++)
            for (var j = 0; j < positions.Length; j++)
                if (joint[i, j] > 0) sum += joint[i, j] * Math.Log(joint[i, j] / (Closeness(positions, i, j) / partition));
        return sum;
    }

    private static double Partition(PlanePoint[] positions)
    {
        var sum = 0.0;
        for (var i = 0; i < positions.Length; i++)
            for (var j = 0; j < positions.Length; j++)
                if (i != j) sum += Closeness(positions, i, j);
        return sum;
    }

    private static double Closeness(PlanePoint[] positions, int i, int j) =>
        1 / (1 + Square(positions[i].X - positions[j].X) + Square(positions[i].Y - positions[j].Y));

    private static double Square(double value) => value * value;

    private sealed class Collector(List<ProgressReport> reports) : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value) => reports.Add(value);
    }
}
