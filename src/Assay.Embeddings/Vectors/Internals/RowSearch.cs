using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Assay.Core.Memory;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>Offers rows to a <see cref="TopList"/> by their dot product with a query, four rows at a time: bound by memory, not by arithmetic.</summary>
internal static unsafe class RowSearch
{
    public static void Scan(NativeMatrix rows, float* query, int from, int to, int[] exclude, TopList best)
    {
        var scores = stackalloc float[4];
        var row = from;
        for (; row + 4 <= to; row += 4)
        {
            Dots4(rows.RowPointer(row), rows.Stride, query, scores);
            var threshold = best.Threshold;
            if (scores[0] < threshold && scores[1] < threshold && scores[2] < threshold && scores[3] < threshold) continue;
            for (var i = 0; i < 4; i++) Offer(row + i, scores[i], exclude, best);
        }
        for (; row < to; row++)
        {
            Dots4(rows.RowPointer(row), 0, query, rows.Stride, scores);
            Offer(row, scores[0], exclude, best);
        }
    }

    /// <summary>The dot product of one row with a query, both padded to <paramref name="length"/>.</summary>
    public static float Dot(float* row, float* query, int length)
    {
        // As Scan computes it, so that both give the same bits.
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < length; i += 8) sum = Vector256.MultiplyAddEstimate(Vector256.Load(row + i), Vector256.Load(query + i), sum);
        return Vector256.Sum(sum);
    }

    private static void Offer(int id, float score, int[] exclude, TopList best)
    {
        if (score >= best.Threshold && !exclude.Contains(id)) best.Offer(id, score);
    }

    private static void Dots4(float* first, int stride, float* query, float* scores) => Dots4(first, stride, query, stride, scores);

    /// <param name="first">The first of four rows.</param>
    /// <param name="stride">Distance between them; 0 for the same one.</param>
    /// <param name="query">The query.</param>
    /// <param name="length">Padded length.</param>
    /// <param name="scores">Receives four dot products.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots4(float* first, int stride, float* query, int length, float* scores)
    {
        float* r1 = first + stride, r2 = r1 + stride, r3 = r2 + stride;
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
        for (var i = 0; i < length; i += 8)
        {
            var q = Vector256.Load(query + i);
            a0 = Vector256.MultiplyAddEstimate(Vector256.Load(first + i), q, a0);
            a1 = Vector256.MultiplyAddEstimate(Vector256.Load(r1 + i), q, a1);
            a2 = Vector256.MultiplyAddEstimate(Vector256.Load(r2 + i), q, a2);
            a3 = Vector256.MultiplyAddEstimate(Vector256.Load(r3 + i), q, a3);
        }
        scores[0] = Vector256.Sum(a0);
        scores[1] = Vector256.Sum(a1);
        scores[2] = Vector256.Sum(a2);
        scores[3] = Vector256.Sum(a3);
    }
}
