using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assay.Embeddings.Training.Internals.Rows;

/// <summary>
/// Prefetches whole rows into the second-level cache. The hardware's own prefetcher cannot guess which row comes next; the sampler knows.
/// The first level would be too small: at 300 dimensions the rows of four windows fill it and drive the present one out (a quarter slower).
/// </summary>
internal static unsafe class RowPrefetch
{
    private const int FloatsPerLine = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(float* row, nint length)
    {
        if (!Sse.IsSupported) return;
        for (nint i = 0; i < length; i += FloatsPerLine) Sse.Prefetch1(row + i);
    }
}
