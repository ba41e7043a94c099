namespace Assay.Torch.Optimisers.Internals;

/// <summary>Work on many pieces by all threads; a thread takes the next piece when it has finished one.</summary>
internal static class PieceWork
{
    /// <summary>Elements below which one thread does all: a few megabytes of traffic, which take no longer than waking another.</summary>
    private const long LeastParallel = 1 << 17;

    public static void Run(int pieces, long elements, int threads, Action<int> work)
    {
        if (threads == 1 || elements < LeastParallel)
        {
            for (var i = 0; i < pieces; i++) work(i);
            return;
        }
        var next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < pieces; i = Interlocked.Increment(ref next)) work(i);
        });
    }
}
