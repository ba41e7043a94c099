namespace Assay.Embeddings.Training.Internals.FullSoftmax;

/// <summary>Threads that stay and do the same work together with the caller, again and again: steps are too short to start threads for each.</summary>
internal sealed class WorkGang : IDisposable
{
    private readonly Barrier _start;
    private readonly Barrier _end;
    private readonly Thread[] _threads;
    private Action? _work;
    private Exception? _failure;

    public WorkGang(int threads)
    {
        _start = new Barrier(threads);
        _end = new Barrier(threads);
        _threads = [.. Enumerable.Range(1, threads - 1).Select(index => new Thread(Loop) { IsBackground = true, Name = $"softmax {index}" })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>Does the work on all threads and returns when all have finished.</summary>
    public void Run(Action work)
    {
        _work = work;
        _start.SignalAndWait();
        try
        {
            work();
        }
        finally
        {
            _end.SignalAndWait();
        }
        if (_failure is { } failure) throw new InvalidOperationException("A thread of the full softmax failed.", failure);
    }

    public void Dispose()
    {
        _work = null;
        _start.SignalAndWait();
        foreach (var thread in _threads) thread.Join();
        _start.Dispose();
        _end.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _start.SignalAndWait();
            if (_work is not { } work) return;
            try
            {
                work();
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
            _end.SignalAndWait();
        }
    }
}
