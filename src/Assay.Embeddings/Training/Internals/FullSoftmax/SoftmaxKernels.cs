using System.Runtime.CompilerServices;
using Assay.Embeddings.Training.Internals.Kernels;

namespace Assay.Embeddings.Training.Internals.FullSoftmax;

/// <summary>
/// The three matrix products of the full softmax, in tiles of six rows by two vectors whose twelve sums stay in registers: two loads feed
/// twelve multiply-adds. Sizes are multiples of the tile but for the rows of the vocabulary, whose rest goes one by one.
/// </summary>
internal static unsafe class SoftmaxKernels<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Rows in a tile.</summary>
    public const int TileRows = 6;

    /// <summary>
    /// C[r, j] (+)= Σ_i A[r, i]·B[i, j] for <paramref name="rows"/> rows and <paramref name="columns"/> columns, a multiple of the vector width.
    /// </summary>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="a">A.</param>
    /// <param name="rowStep">Distance between two rows of A.</param>
    /// <param name="depthStep">Distance between two columns of A: 1, or the stride of a matrix that is read transposed.</param>
    /// <param name="b">B.</param>
    /// <param name="bStride">Distance between two rows of B.</param>
    /// <param name="c">C.</param>
    /// <param name="cStride">Distance between two rows of C.</param>
    /// <param name="scale">What the sum is multiplied by.</param>
    /// <param name="add">Whether it is added to C or replaces it.</param>
    public static void Multiply(
        int rows, int columns, int depth, float* a, nint rowStep, nint depthStep, float* b, nint bStride, float* c, nint cStride, float scale, bool add)
    {
        var wide = 2 * TLanes.Width;
        for (var column = 0; column < columns; column += wide)
        {
            var two = column + wide <= columns;
            var row = 0;
            for (; row + TileRows <= rows; row += TileRows)
            {
                var target = c + row * cStride + column;
                if (two) Tile2(depth, a + row * rowStep, rowStep, depthStep, b + column, bStride, target, cStride, scale, add);
                else Tile1(depth, a + row * rowStep, rowStep, depthStep, b + column, bStride, target, cStride, scale, add);
            }
            for (; row < rows; row++) Single(depth, a + row * rowStep, depthStep, b + column, bStride, c + row * cStride + column, two ? 2 : 1, scale, add);
        }
    }

    /// <summary>Each column's largest of so many rows, and the sum of e^(value − largest), merged into running ones.</summary>
    public static void MergeLogSum(float* logits, nint stride, int rows, int columns, float* largest, float* sums)
    {
        for (var column = 0; column < columns; column += TLanes.Width)
        {
            var before = TLanes.Load(largest + column);
            var most = before;
            for (var row = 0; row < rows; row++) most = TLanes.Max(most, TLanes.Load(logits + row * stride + column));
            var minus = TLanes.Multiply(most, TLanes.Broadcast(-1));
            var sum = TLanes.Multiply(TLanes.Load(sums + column), TLanes.Exp(TLanes.Add(before, minus)));
            for (var row = 0; row < rows; row++) sum = TLanes.Add(sum, TLanes.Exp(TLanes.Add(TLanes.Load(logits + row * stride + column), minus)));
            TLanes.Store(largest + column, most);
            TLanes.Store(sums + column, sum);
        }
    }

    /// <summary>Turns logits z into C·e^(z − log partition), in place.</summary>
    public static void Probabilities(float* logits, nint stride, int rows, int columns, float* minusLogPartition, float* weights)
    {
        for (var row = 0; row < rows; row++)
        {
            var place = logits + row * stride;
            for (var column = 0; column < columns; column += TLanes.Width)
            {
                var shifted = TLanes.Add(TLanes.Load(place + column), TLanes.Load(minusLogPartition + column));
                TLanes.Store(place + column, TLanes.Multiply(TLanes.Load(weights + column), TLanes.Exp(shifted)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2(int depth, float* a, nint rowStep, nint depthStep, float* b, nint bStride, float* c, nint cStride, float scale, bool add)
    {
        var width = TLanes.Width;
        float* p0 = a, p1 = p0 + rowStep, p2 = p1 + rowStep, p3 = p2 + rowStep, p4 = p3 + rowStep, p5 = p4 + rowStep;
        var x0 = TLanes.Broadcast(0);
        TVector x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0, y0 = x0, y1 = x0, y2 = x0, y3 = x0, y4 = x0, y5 = x0;
        nint offset = 0;
        for (var i = 0; i < depth; i++)
        {
            var low = TLanes.Load(b);
            var high = TLanes.Load(b + width);
            b += bStride;
            var value = TLanes.Broadcast(p0[offset]);
            x0 = TLanes.MultiplyAdd(value, low, x0);
            y0 = TLanes.MultiplyAdd(value, high, y0);
            value = TLanes.Broadcast(p1[offset]);
            x1 = TLanes.MultiplyAdd(value, low, x1);
            y1 = TLanes.MultiplyAdd(value, high, y1);
            value = TLanes.Broadcast(p2[offset]);
            x2 = TLanes.MultiplyAdd(value, low, x2);
            y2 = TLanes.MultiplyAdd(value, high, y2);
            value = TLanes.Broadcast(p3[offset]);
            x3 = TLanes.MultiplyAdd(value, low, x3);
            y3 = TLanes.MultiplyAdd(value, high, y3);
            value = TLanes.Broadcast(p4[offset]);
            x4 = TLanes.MultiplyAdd(value, low, x4);
            y4 = TLanes.MultiplyAdd(value, high, y4);
            value = TLanes.Broadcast(p5[offset]);
            x5 = TLanes.MultiplyAdd(value, low, x5);
            y5 = TLanes.MultiplyAdd(value, high, y5);
            offset += depthStep;
        }
        Put2(c, x0, y0, scale, add);
        Put2(c + cStride, x1, y1, scale, add);
        Put2(c + 2 * cStride, x2, y2, scale, add);
        Put2(c + 3 * cStride, x3, y3, scale, add);
        Put2(c + 4 * cStride, x4, y4, scale, add);
        Put2(c + 5 * cStride, x5, y5, scale, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1(int depth, float* a, nint rowStep, nint depthStep, float* b, nint bStride, float* c, nint cStride, float scale, bool add)
    {
        float* p0 = a, p1 = p0 + rowStep, p2 = p1 + rowStep, p3 = p2 + rowStep, p4 = p3 + rowStep, p5 = p4 + rowStep;
        var x0 = TLanes.Broadcast(0);
        TVector x1 = x0, x2 = x0, x3 = x0, x4 = x0, x5 = x0;
        nint offset = 0;
        for (var i = 0; i < depth; i++)
        {
            var value = TLanes.Load(b);
            b += bStride;
            x0 = TLanes.MultiplyAdd(TLanes.Broadcast(p0[offset]), value, x0);
            x1 = TLanes.MultiplyAdd(TLanes.Broadcast(p1[offset]), value, x1);
            x2 = TLanes.MultiplyAdd(TLanes.Broadcast(p2[offset]), value, x2);
            x3 = TLanes.MultiplyAdd(TLanes.Broadcast(p3[offset]), value, x3);
            x4 = TLanes.MultiplyAdd(TLanes.Broadcast(p4[offset]), value, x4);
            x5 = TLanes.MultiplyAdd(TLanes.Broadcast(p5[offset]), value, x5);
            offset += depthStep;
        }
        Put(c, x0, scale, add);
        Put(c + cStride, x1, scale, add);
        Put(c + 2 * cStride, x2, scale, add);
        Put(c + 3 * cStride, x3, scale, add);
        Put(c + 4 * cStride, x4, scale, add);
        Put(c + 5 * cStride, x5, scale, add);
    }

    private static void Single(int depth, float* a, nint depthStep, float* b, nint bStride, float* c, int vectors, float scale, bool add)
    {
        for (var vector = 0; vector < vectors; vector++)
        {
            var sum = TLanes.Broadcast(0);
            for (nint i = 0; i < depth; i++) sum = TLanes.MultiplyAdd(TLanes.Broadcast(a[i * depthStep]), TLanes.Load(b + i * bStride), sum);
            Put(c, sum, scale, add);
            b += TLanes.Width;
            c += TLanes.Width;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put2(float* c, TVector low, TVector high, float scale, bool add)
    {
        Put(c, low, scale, add);
        Put(c + TLanes.Width, high, scale, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, TVector sum, float scale, bool add)
    {
        var factor = TLanes.Broadcast(scale);
        TLanes.Store(c, add ? TLanes.MultiplyAdd(sum, factor, TLanes.Load(c)) : TLanes.Multiply(sum, factor));
    }
}
