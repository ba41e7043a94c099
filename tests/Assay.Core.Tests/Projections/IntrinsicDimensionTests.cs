using Assay.Core.Memory;
using Assay.Core.Projections;
using Assay.Core.Randomness;

namespace Assay.Core.Tests.Projections;

public sealed class IntrinsicDimensionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void FlatCloudInAWiderSpace_HasItsOwnDimension(int dimension)
    {
        using var data = Rotated(2_000, dimension, 20);
        var measured = IntrinsicDimension.Of(data);
        Assert.InRange(measured.ParticipationRatio, 0.93 * dimension, 1.001 * dimension);
        Assert.InRange(measured.TwoNearestNeighbours, 0.85 * dimension, 1.12 * dimension);
        Assert.InRange(measured.ComponentsForNinetyPercent, 0.9 * dimension, dimension);
        Assert.Equal(2_000, measured.Samples);
    }

    [Fact]
    public void CurvedSurface_IsSeenByNeighboursOnly()
    {
        // A sphere: linear measures need all three axes, near each point it is a plane.
        var random = new RandomStream(1);
        using var data = new NativeMatrix(3_000, 3);
        for (var row = 0; row < data.Rows; row++)
        {
            var (x, y, z) = (random.NextGaussian(), random.NextGaussian(), random.NextGaussian());
            var radius = Math.Sqrt(x * x + y * y + z * z);
            (data.Row(row)[0], data.Row(row)[1], data.Row(row)[2]) = ((float)(x / radius), (float)(y / radius), (float)(z / radius));
        }
        var measured = IntrinsicDimension.Of(data);
        Assert.InRange(measured.TwoNearestNeighbours, 1.8, 2.2);
        Assert.InRange(measured.ParticipationRatio, 2.9, 3.0001);
        Assert.Equal(3, measured.ComponentsForNinetyPercent);
    }

    [Fact]
    public void SampleOfThePoints_MeasuresTheSameAmongAll()
    {
        using var data = Rotated(3_000, 4, 10);
        var sampled = IntrinsicDimension.Of(data, samples: 1_000);
        Assert.Equal(1_000, sampled.Samples);
        Assert.InRange(sampled.TwoNearestNeighbours, 3.4, 4.6);
        Assert.NotEqual(sampled.TwoNearestNeighbours, IntrinsicDimension.Of(data, samples: 1_000, seed: 2).TwoNearestNeighbours);
        Assert.Equal(sampled, IntrinsicDimension.Of(data, samples: 1_000, threads: 3));
    }

    [Fact]
    public void CopiesOfPoints_AreLeftOut()
    {
        using var data = new NativeMatrix(10, 3);
        Assert.True(double.IsNaN(IntrinsicDimension.Of(data).TwoNearestNeighbours));
        using var few = new NativeMatrix(2, 3);
        Assert.Throws<ArgumentException>(() => IntrinsicDimension.Of(few));
    }

    // Normal numbers on a random subspace.
    private static NativeMatrix Rotated(int rows, int dimension, int columns)
    {
        using var flat = Clouds.Gaussian(rows, dimension, 2);
        using var frame = Clouds.Gaussian(columns + 1, columns, 3);
        var axes = PrincipalComponents.Fit(frame, columns); // orthonormal directions of a random cloud
        var data = new NativeMatrix(rows, columns);
        for (var row = 0; row < rows; row++)
            for (var axis = 0; axis < dimension; axis++)
                for (var column = 0; column < columns; column++) data.Row(row)[column] += (float)(flat.Row(row)[axis] * axes.Direction(axis)[column]);
        return data;
    }
}
