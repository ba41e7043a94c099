using System.Runtime.ExceptionServices;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals.Schedules;

/// <summary>
/// Which thread trains on which block when. Steps are numbered through all epochs; when the threads have stopped, every step before
/// <see cref="Next"/> is done and none after, so that this number is all the state a checkpoint needs beside the matrices.
/// </summary>
internal abstract class TrainingSchedule : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();
    private Thread[] _threads = [];
    private Exception? _failure;
    private int _running;
    private volatile bool _stopRequested;

    protected TrainingSchedule(TrainingData data, int threads)
    {
        Data = data;
        ThreadCount = threads;
        Steps = (long)data.Options.Epochs * data.Stream.Blocks;
        Curve = new LossCurve(data.Options.Epochs, Steps);
    }

    /// <summary>Steps in all epochs.</summary>
    public long Steps { get; }

    /// <summary>The first step that is not done.</summary>
    public abstract long Next { get; set; }

    public LossCurve Curve { get; }

    public int ThreadCount { get; }

    protected TrainingData Data { get; }

    protected bool StopRequested => _stopRequested;

    /// <summary>Starts the threads at <see cref="Next"/>.</summary>
    public virtual void Start()
    {
        _stopRequested = false;
        _ended.Reset();
        _running = ThreadCount;
        _threads = [.. Enumerable.Range(0, ThreadCount).Select(index => new Thread(() => RunGuarded(index)) { IsBackground = true, Name = $"skip-gram {index}" })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>Asks the threads to stop after the steps that they are at.</summary>
    public void RequestStop() => _stopRequested = true;

    /// <summary>Waits for the threads to end, at most so long; true if they have. What a thread threw is thrown here.</summary>
    public bool Wait(TimeSpan patience)
    {
        if (!_ended.Wait(patience)) return false;
        foreach (var thread in _threads) thread.Join();
        if (_failure is { } failure) ExceptionDispatchInfo.Throw(failure);
        return true;
    }

    public virtual void Dispose()
    {
        RequestStop();
        foreach (var thread in _threads) thread.Join();
        _ended.Dispose();
    }

    /// <summary>The work of one thread, until all is done or a stop is requested.</summary>
    protected abstract void Run(int thread);

    /// <summary>Linear from the first step to the last.</summary>
    protected float LearningRate(long step)
    {
        var options = Data.Options;
        return (float)(options.LearningRate + (options.FinalLearningRate - options.LearningRate) * step / Steps);
    }

    protected (int Epoch, int Block) Locate(long step) => ((int)(step / Data.Stream.Blocks), (int)(step % Data.Stream.Blocks));

    private void RunGuarded(int thread)
    {
        try
        {
            Run(thread);
        }
        catch (Exception exception)
        {
            _failure ??= exception;
            RequestStop();
        }
        if (Interlocked.Decrement(ref _running) == 0) _ended.Set();
    }
}
