namespace Assay.Embeddings.Vectors.Internals;

/// <summary>Deals rows out to threads in consecutive ranges.</summary>
internal static class RowRanges
{
    /// <summary>Below this a second thread costs more than it saves.</summary>
    private const int LeastRows = 4096;

    public static void InParallel(int rows, Action<int, int> work, int? threads = null)
    {
        var parts = Math.Clamp(rows / LeastRows, 1, threads ?? Environment.ProcessorCount);
        if (parts == 1)
        {
            work(0, rows);
            return;
        }
        Parallel.For(0, parts, part => work((int)((long)rows * part / parts), (int)((long)rows * (part + 1) / parts)));
    }
}
