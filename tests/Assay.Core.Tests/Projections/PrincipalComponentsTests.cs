using Assay.Core.Memory;
using Assay.Core.Projections;

namespace Assay.Core.Tests.Projections;

public sealed class PrincipalComponentsTests
{
    [Theory]
    [InlineData(300, 17)] // by the covariance
    [InlineData(9, 40)]   // by the inner products
    [InlineData(600, 3)]
    public void Directions_AreEigenvectorsOfTheCovariance(int rows, int columns)
    {
        using var data = Clouds.Gaussian(rows, columns, 1, column => 1 + column % 5);
        var components = PrincipalComponents.Fit(data, columns);
        var covariance = Covariance(data);
        for (var i = 0; i < Math.Min(components.Count, rows - 1); i++)
        {
            var direction = components.Direction(i).ToArray();
            for (var row = 0; row < columns; row++)
            {
                var image = 0.0;
                for (var column = 0; column < columns; column++) image += covariance[row, column] * direction[column];
                Assert.Equal(components.Variances[i] * direction[row], image, 9);
            }
            for (var j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, Dot(direction, components.Direction(j).ToArray()), 9);
            Assert.True(direction.MaxBy(Math.Abs) > 0);
        }
        Assert.Equal(components.Variances.ToArray().OrderDescending(), components.Variances.ToArray());
        Assert.Equal(Enumerable.Range(0, columns).Sum(i => covariance[i, i]), components.Variances.ToArray().Sum(), 8);
    }

    [Fact]
    public void RepeatedAndZeroVariances_StillGiveOrthonormalDirections()
    {
        using var data = new NativeMatrix(8, 6); // ±e_i for three axes: variance equal along them, none along the rest
        for (var i = 0; i < 3; i++) (data.Row(2 * i)[i], data.Row(2 * i + 1)[i]) = (1, -1);
        var components = PrincipalComponents.Fit(data, 6);
        double[] expected = [2 / 7.0, 2 / 7.0, 2 / 7.0, 0, 0, 0];
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(expected[i], components.Variances[i], 12);
            for (var j = 0; j < 6; j++) Assert.Equal(i == j ? 1 : 0, Dot(components.Direction(i).ToArray(), components.Direction(j).ToArray()), 12);
        }
        Assert.Equal(1, components.ExplainedShare(3), 12);
    }

    [Fact]
    public void Projection_HasTheVariancesAndIsCentred()
    {
        using var data = Clouds.Gaussian(400, 10, 2, column => 10 - column);
        var components = PrincipalComponents.Fit(data, 2);
        var plane = components.ToPlane(data);
        Assert.Equal(0, plane.Average(point => point.X), 4);
        Assert.Equal(components.Variances[0], plane.Sum(point => (double)point.X * point.X) / 399, 2);
        Assert.Equal(components.Variances[1], plane.Sum(point => (double)point.Y * point.Y) / 399, 2);
        Assert.Equal(0, plane.Sum(point => (double)point.X * point.Y) / 399, 2);
    }

    [Theory]
    [InlineData(2_000, 30)]
    [InlineData(20, 100)]
    public void NumberOfThreads_ChangesNothing(int rows, int columns)
    {
        using var data = Clouds.Gaussian(rows, columns, 3);
        var one = PrincipalComponents.Fit(data, 3, threads: 1);
        var four = PrincipalComponents.Fit(data, 3, threads: 4);
        Assert.Equal(one.Variances.ToArray(), four.Variances.ToArray());
        Assert.Equal(one.Direction(2).ToArray(), four.Direction(2).ToArray());
    }

    [Fact]
    public void WrongArguments_AreRefused()
    {
        using var data = Clouds.Gaussian(5, 3, 4);
        using var wider = Clouds.Gaussian(5, 4, 4);
        using var single = new NativeMatrix(1, 3);
        Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(single, 1));
        var components = PrincipalComponents.Fit(data, 1);
        Assert.Throws<ArgumentException>(() => components.Project(wider));
        Assert.Throws<ArgumentOutOfRangeException>(() => components.Direction(1).Length);
        data.Row(2)[1] = float.NaN;
        Assert.Contains("Column 1", Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(data, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => PrincipalComponents.Fit(wider, 1, cancellation: new CancellationToken(canceled: true)));
    }

    private static double[,] Covariance(NativeMatrix data)
    {
        var mean = Enumerable.Range(0, data.Columns).Select(i => Enumerable.Range(0, data.Rows).Average(row => (double)data.Row(row)[i])).ToArray();
        var result = new double[data.Columns, data.Columns];
        for (var i = 0; i < data.Columns; i++)
            for (var j = 0; j < data.Columns; j++)
                result[i, j] = Enumerable.Range(0, data.Rows).Sum(row => (data.Row(row)[i] - mean[i]) * (data.Row(row)[j] - mean[j])) / (data.Rows - 1);
        return result;
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
