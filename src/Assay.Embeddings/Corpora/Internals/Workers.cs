using System.Runtime.ExceptionServices;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Runs the same work on several threads; the first failure stops the others and is thrown here.</summary>
internal static class Workers
{
    public static void Run(int count, Action<int, CancellationToken> work, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ExceptionDispatchInfo? failure = null;
        void Guarded(int worker)
        {
            try
            {
                work(worker, stop.Token);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
            }
        }

        var threads = Enumerable.Range(1, count - 1).Select(worker => new Thread(() => Guarded(worker)) { IsBackground = true, Name = "corpus" }).ToList();
        threads.ForEach(thread => thread.Start());
        Guarded(0);
        threads.ForEach(thread => thread.Join());
        cancellation.ThrowIfCancellationRequested();
        failure?.Throw();
    }
}
