using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Core.Memory;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>
/// Unit vectors rounded to 16 bits (bfloat16: the upper half of a single-precision number). A search reads all rows, so it is bound by memory:
/// half the bytes take half the time. Rounding moves a cosine by less than <see cref="Error"/>, so every row that could be among the best is
/// found here and scored exactly afterwards: the answer is that of the exact search.
/// </summary>
internal sealed unsafe class CoarseRows : IDisposable
{
    private const int Group = 16; // numbers in a 256-bit vector

    private readonly NativeMatrix _exact;
    private readonly int _stride;
    private ushort* _rows;

    public CoarseRows(NativeMatrix exact)
    {
        _exact = exact;
        _stride = exact.Stride;
        // Rounding to nearest errs by at most 2^−9 of each number, and Σ|qᵢ·rᵢ| ≤ |q|·|r| = 1; the sums themselves are rounded, too.
        Error = 1.01f / 512 + _stride * 1.2e-7f;
        _rows = (ushort*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, exact.Rows) * (nuint)_stride * sizeof(ushort), 64);
        RowRanges.InParallel(exact.Rows, (from, to) =>
        {
            var source = (uint*)_exact.RowPointer(from);
            var target = _rows + (nint)from * _stride;
            for (nint i = 0; i < (nint)(to - from) * _stride; i++) target[i] = (ushort)((source[i] + 0x7FFF + ((source[i] >> 16) & 1)) >> 16); // to nearest, ties to even
        });
    }

    ~CoarseRows() => Free();

    /// <summary>The most that a cosine of two unit vectors differs from the exact one.</summary>
    public float Error { get; }

    /// <summary>Offers the best of the rows [from, to) to a list, with their exact cosines.</summary>
    /// <param name="query">A unit vector, padded as the exact rows are.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    /// <param name="exclude">Rows to leave out.</param>
    /// <param name="wanted">How many rows are wanted.</param>
    /// <param name="best">Receives them, and some others that are no better.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(float* query, int from, int to, int[] exclude, int wanted, TopList best)
    {
        var split = stackalloc float[_stride <= 1024 ? _stride : 0];
        var heap = _stride <= 1024 ? null : new float[_stride];
        fixed (float* spare = heap)
        {
            var halves = heap is null ? split : spare;
            Split(query, halves);
            var coarse = new TopList(wanted);
            var candidates = new List<(int Row, float Score)>();
            var margin = 2 * Error;
            var scores = stackalloc float[4];
            for (var row = from; row < to; row += 4)
            {
                var count = Math.Min(4, to - row);
                Dots(_rows + (nint)row * _stride, count == 4 ? _stride : 0, halves, scores);
                var threshold = coarse.Threshold - margin;
                for (var i = 0; i < count; i++)
                {
                    if (count < 4 && i > 0) Dots(_rows + (nint)(row + i) * _stride, 0, halves, scores + i);
                    if (scores[i] < threshold || exclude.Contains(row + i)) continue;
                    candidates.Add((row + i, scores[i]));
                    coarse.Offer(row + i, scores[i]);
                }
            }
            var bar = coarse.Threshold - margin;
            foreach (var (row, score) in candidates)
            {
                if (score >= bar) best.Offer(row, RowSearch.Dot(_exact.RowPointer(row), query, _stride));
            }
        }
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>In each group of sixteen numbers the even ones first, then the odd ones: so do the halves of 32-bit words fall apart.</summary>
    private void Split(float* query, float* halves)
    {
        for (var i = 0; i < _stride; i++) halves[i / Group * Group + i % 2 * (Group / 2) + i % Group / 2] = query[i];
    }

    /// <summary>Four dot products of rows a step apart (0: all of the first row).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Dots(ushort* first, int step, float* halves, float* scores)
    {
        ushort* r1 = first + step, r2 = r1 + step, r3 = r2 + step;
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
        var upper = Vector256.Create(0xFFFF0000u);
        for (var i = 0; i < _stride; i += Group)
        {
            var even = Vector256.Load(halves + i);
            var odd = Vector256.Load(halves + i + Group / 2);
            var pair = Vector256.Load((uint*)(first + i));
            a0 = Vector256.MultiplyAddEstimate((pair & upper).AsSingle(), odd, Vector256.MultiplyAddEstimate((pair << 16).AsSingle(), even, a0));
            pair = Vector256.Load((uint*)(r1 + i));
            a1 = Vector256.MultiplyAddEstimate((pair & upper).AsSingle(), odd, Vector256.MultiplyAddEstimate((pair << 16).AsSingle(), even, a1));
            pair = Vector256.Load((uint*)(r2 + i));
            a2 = Vector256.MultiplyAddEstimate((pair & upper).AsSingle(), odd, Vector256.MultiplyAddEstimate((pair << 16).AsSingle(), even, a2));
            pair = Vector256.Load((uint*)(r3 + i));
            a3 = Vector256.MultiplyAddEstimate((pair & upper).AsSingle(), odd, Vector256.MultiplyAddEstimate((pair << 16).AsSingle(), even, a3));
        }
        scores[0] = Vector256.Sum(a0);
        if (step == 0) return;
        scores[1] = Vector256.Sum(a1);
        scores[2] = Vector256.Sum(a2);
        scores[3] = Vector256.Sum(a3);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_rows);
        _rows = null;
    }
}
