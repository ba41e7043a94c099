using Assay.Embeddings.Training.Internals.Rows;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals.Schedules;

/// <summary>Every thread takes the next block and updates the shared matrices at once (Hogwild; Niu et al. 2011). With one thread this is plain stochastic gradient descent.</summary>
internal sealed class HogwildSchedule : TrainingSchedule
{
    private readonly WindowWorker[] _workers;
    private long _claimed;

    public HogwildSchedule(TrainingData data, int threads)
        : base(data, threads)
    {
        _workers = new WindowWorker[threads];
        for (var i = 0; i < threads; i++) _workers[i] = WindowWorker.Create(data, new SharedRows(data.Input, data.Output));
    }

    public override long Next
    {
        get => Math.Min(Interlocked.Read(ref _claimed), Steps);
        set => _claimed = value;
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var worker in _workers) worker.Dispose();
    }

    protected override void Run(int thread)
    {
        while (!StopRequested)
        {
            var step = Interlocked.Increment(ref _claimed) - 1;
            if (step >= Steps) return;
            var (epoch, block) = Locate(step);
            Curve.Add(step, _workers[thread].Train(epoch, block, LearningRate(step)));
        }
    }
}
