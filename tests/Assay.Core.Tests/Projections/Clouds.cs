using Assay.Core.Memory;
using Assay.Core.Randomness;

namespace Assay.Core.Tests.Projections;

/// <summary>Clouds of points to project.</summary>
internal static class Clouds
{
    /// <summary>Standard normal numbers, stretched along each axis.</summary>
    public static NativeMatrix Gaussian(int rows, int columns, ulong seed, Func<int, double>? deviation = null)
    {
        var random = new RandomStream(seed);
        var matrix = new NativeMatrix(rows, columns);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++) matrix.Row(row)[column] = (float)(random.NextGaussian() * (deviation?.Invoke(column) ?? 1));
        return matrix;
    }

    /// <summary>Round clusters around random centres; the cluster of a row is its number modulo the number of clusters.</summary>
    public static NativeMatrix Clusters(int rows, int columns, int clusters, double distance, ulong seed)
    {
        using var centres = Gaussian(clusters, columns, seed + 1, _ => distance);
        var matrix = Gaussian(rows, columns, seed);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++) matrix.Row(row)[column] += centres.Row(row % clusters)[column];
        return matrix;
    }

    public static double SquaredDistance(NativeMatrix data, int one, int other)
    {
        var sum = 0.0;
        for (var i = 0; i < data.Columns; i++) sum += Math.Pow((double)data.Row(one)[i] - data.Row(other)[i], 2);
        return sum;
    }
}
