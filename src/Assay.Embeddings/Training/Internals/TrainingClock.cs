using System.Diagnostics;

namespace Assay.Embeddings.Training.Internals;

/// <summary>Time spent training, over interruptions; checkpoints are not counted.</summary>
internal sealed class TrainingClock(double before)
{
    private readonly Stopwatch _watch = new();

    public double Seconds => before + _watch.Elapsed.TotalSeconds;

    public void Start() => _watch.Start();

    public void Stop() => _watch.Stop();
}
