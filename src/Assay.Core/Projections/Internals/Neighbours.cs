using System.Numerics;
using Assay.Core.Memory;

namespace Assay.Core.Projections.Internals;

/// <summary>
/// The nearest rows of some rows by Euclidean distance, exactly, by comparing with every row in blocks that stay in the cache:
/// among vectors of a hundred dimensions most distances are alike, and search trees have to look at most rows too.
/// </summary>
internal sealed class Neighbours
{
    private const int Block = 32;      // queries at a time
    private const int RowsBlock = 128; // rows that stay in the first-level cache for all of them

    private Neighbours(int count, int queries)
    {
        Count = count;
        Ids = new int[checked(queries * count)];
        SquaredDistances = new float[Ids.Length];
    }

    /// <summary>Neighbours of each query.</summary>
    public int Count { get; }

    /// <summary>[queries, <see cref="Count"/>], nearest first; ties by id.</summary>
    public int[] Ids { get; }

    /// <summary>[queries, <see cref="Count"/>].</summary>
    public float[] SquaredDistances { get; }

    /// <summary>Finds the neighbours of some rows among all; a row is no neighbour of itself.</summary>
    /// <param name="data">[n, d].</param>
    /// <param name="queries">Ids of the rows in question.</param>
    /// <param name="count">Neighbours of each, below n.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="done">Told the number of queries of each finished block, from any thread.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static Neighbours Find(NativeMatrix data, int[] queries, int count, int threads, Action<int>? done, CancellationToken cancellation)
    {
        var result = new Neighbours(count, queries.Length);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, (queries.Length + Block - 1) / Block, options, block =>
        {
            var start = block * Block;
            var end = Math.Min(start + Block, queries.Length);
            result.FindBlock(data, queries, start, end);
            done?.Invoke(end - start);
        });
        return result;
    }

    private void FindBlock(NativeMatrix data, int[] queries, int start, int end)
    {
        var heaps = new NeighbourHeap[end - start];
        for (var i = 0; i < heaps.Length; i++)
            heaps[i] = new NeighbourHeap(Ids.AsMemory((start + i) * Count, Count), SquaredDistances.AsMemory((start + i) * Count, Count));
        for (var first = 0; first < data.Rows; first += RowsBlock)
        {
            var last = Math.Min(first + RowsBlock, data.Rows);
            for (var i = 0; i < heaps.Length; i++)
            {
                var query = queries[start + i];
                for (var row = first; row < last; row++)
                    if (row != query) heaps[i].Offer(row, SquaredDistance(data, query, row));
            }
        }
        foreach (var heap in heaps) heap.Sort();
    }

    private static unsafe float SquaredDistance(NativeMatrix data, int one, int other)
    {
        // Rows are padded with zeros to whole vectors of any width.
        var x = (Vector<float>*)data.RowPointer(one);
        var y = (Vector<float>*)data.RowPointer(other);
        var vectors = data.Stride / Vector<float>.Count;
        var (even, odd) = (Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i + 1 < vectors; i += 2)
        {
            var (a, b) = (x[i] - y[i], x[i + 1] - y[i + 1]);
            even += a * a;
            odd += b * b;
        }
        if (i < vectors)
        {
            var a = x[i] - y[i];
            even += a * a;
        }
        return Vector.Sum(even + odd);
    }
}
