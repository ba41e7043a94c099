using System.Numerics;
using Assay.Core.Memory;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>All vectors at length one, in aligned rows: the cosine of two words is then a dot product. A vector of zeros stays zero.</summary>
internal sealed unsafe class UnitRows : IDisposable
{
    private readonly NativeMatrix _rows;
    private readonly Lazy<CoarseRows> _coarse;
    private int _searches;

    public UnitRows(float* source, nint stride, int count, int dimensions, Func<int, Exception> notFinite)
    {
        _rows = new NativeMatrix(count, dimensions);
        _coarse = new Lazy<CoarseRows>(() => new CoarseRows(_rows));
        var bad = int.MaxValue;
        RowRanges.InParallel(count, (from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                var length = Normalise(new ReadOnlySpan<float>(source + row * stride, dimensions), _rows.Row(row));
                if (!double.IsFinite(length)) InterlockedMin(ref bad, row);
            }
        });
        if (bad == int.MaxValue) return;
        _rows.Dispose();
        throw notFinite(bad);
    }

    /// <summary>The rows, shape [V, d].</summary>
    public NativeMatrix Rows => _rows;

    public int Count => _rows.Rows;

    /// <summary>The rows in half the memory, from the second search on: for a single one making them costs more than it saves.</summary>
    public CoarseRows? Coarse => Interlocked.Increment(ref _searches) > 1 ? _coarse.Value : null;

    /// <summary>Brings a vector to length one; returns the length it had.</summary>
    public static double Normalise(ReadOnlySpan<float> vector, Span<float> unit)
    {
        double square = 0;
        foreach (var value in vector) square += (double)value * value;
        var length = Math.Sqrt(square);
        var scale = length > 0 ? 1 / length : 0;
        for (var i = 0; i < vector.Length; i++) unit[i] = (float)(vector[i] * scale);
        return length;
    }

    /// <summary>The dot product of a row with a vector that is padded as the rows are.</summary>
    public float Dot(int row, float* padded)
    {
        var values = _rows.RowPointer(row);
        var sum = Vector<float>.Zero;
        for (nint i = 0; i < _rows.Stride; i += Vector<float>.Count) sum += *(Vector<float>*)(values + i) * *(Vector<float>*)(padded + i);
        return Vector.Sum(sum);
    }

    public void Dispose()
    {
        if (_coarse.IsValueCreated) _coarse.Value.Dispose();
        _rows.Dispose();
    }

    private static void InterlockedMin(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value < seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
