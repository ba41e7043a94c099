using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Core.Projections.Internals;

/// <summary>Inner products of all pairs of some vectors, in double precision.</summary>
internal static class CrossProducts
{
    /// <summary>
    /// result[i, j] += ⟨v_i, v_j⟩ for all j ≥ i. Each sum is made by one thread in one order, so the result does not depend on their number.
    /// </summary>
    /// <param name="vectors">[count, length], row by row.</param>
    /// <param name="count">How many vectors.</param>
    /// <param name="length">How long each is.</param>
    /// <param name="result">[count, count]; only the upper triangle is touched.</param>
    /// <param name="threads">Most threads to use.</param>
    public static void AddUpper(double[] vectors, int count, int length, double[] result, int threads) =>
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var vector = vectors.AsSpan(i * length, length);
            for (var j = i; j < count; j++) result[i * count + j] += Dot(vector, vectors.AsSpan(j * length, length));
        });

    /// <summary>Inner product.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var vectorsX = MemoryMarshal.Cast<double, Vector<double>>(x);
        var vectorsY = MemoryMarshal.Cast<double, Vector<double>>(y);
        var (even, odd) = (Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i + 1 < vectorsX.Length; i += 2)
        {
            even += vectorsX[i] * vectorsY[i];
            odd += vectorsX[i + 1] * vectorsY[i + 1];
        }
        if (i < vectorsX.Length) even += vectorsX[i] * vectorsY[i];
        var sum = Vector.Sum(even + odd);
        for (i = vectorsX.Length * Vector<double>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
