using System.Numerics;

namespace Assay.Torch.Optimisers.Internals;

/// <summary>Sum of the squares of a stretch of gradients, in double precision: squares of large single-precision numbers would overflow.</summary>
internal static unsafe class SquaredNorm
{
    public static double Of(float* values, int length)
    {
        var even = Vector<double>.Zero;
        var odd = Vector<double>.Zero;
        var i = 0;
        for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.Load(values + i), out var low, out var high);
            even += low * low;
            odd += high * high;
        }
        var sum = Vector.Sum(even + odd);
        for (; i < length; i++) sum += (double)values[i] * values[i];
        return sum;
    }

    public static double Of(double* values, int length)
    {
        var squares = Vector<double>.Zero;
        var i = 0;
        for (; i <= length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var value = Vector.Load(values + i);
            squares += value * value;
        }
        var sum = Vector.Sum(squares);
        for (; i < length; i++) sum += values[i] * values[i];
        return sum;
    }
}
