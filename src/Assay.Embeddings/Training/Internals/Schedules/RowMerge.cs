using System.Numerics;
using System.Runtime.Intrinsics;
using Assay.Core.Memory;
using Assay.Embeddings.Training.Internals.Rows;

namespace Assay.Embeddings.Training.Internals.Schedules;

/// <summary>
/// Adds up what the lanes changed: row = row before + Σ over lanes of (copy − row before), in the order of the lanes. Rows are dealt out to
/// threads in groups; who merges a row does not change the sum.
/// </summary>
internal sealed unsafe class RowMerge(NativeMatrix matrix, RowCopies[] lanes)
{
    /// <summary>Consecutive rows that one thread merges, so that threads write to marks on different cache lines.</summary>
    private const int Group = 64;

    private readonly byte[] _touched = new byte[matrix.Rows]; // a bit for each lane

    /// <summary>Merges the rows of one thread out of so many.</summary>
    public void Merge(int thread, int threads)
    {
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            for (var copy = 0; copy < lanes[lane].Count; copy++)
            {
                var row = lanes[lane].RowOf(copy);
                if (row / Group % threads == thread) _touched[row] |= (byte)(1 << lane);
            }
        }
        foreach (var lane in lanes)
        {
            for (var copy = 0; copy < lane.Count; copy++)
            {
                var row = lane.RowOf(copy);
                if (row / Group % threads != thread || _touched[row] == 0) continue;
                MergeRow(row, _touched[row]);
                _touched[row] = 0;
            }
        }
    }

    private void MergeRow(int row, uint touched)
    {
        var copies = stackalloc float*[8];
        var count = 0;
        for (; touched != 0; touched &= touched - 1) copies[count++] = lanes[BitOperations.TrailingZeroCount(touched)].Find(row);
        var target = matrix.RowPointer(row);
        for (nint i = 0; i < matrix.Stride; i += Vector256<float>.Count)
        {
            var before = Vector256.Load(target + i);
            var sum = Vector256.Load(copies[0] + i);
            for (var copy = 1; copy < count; copy++) sum += Vector256.Load(copies[copy] + i) - before;
            sum.Store(target + i);
        }
    }
}
