using Assay.Core.Runs;

namespace Assay.Torch.Training.Internals;

/// <summary>The metrics and TensorBoard events of a run; without a run nothing is written.</summary>
internal sealed class RunRecord : IDisposable
{
    private readonly MetricsLog? _metrics;
    private readonly EventFile? _events;

    /// <param name="run">Directory of the run, or null.</param>
    /// <param name="step">Where the training stands: later lines of an interrupted run come again.</param>
    public RunRecord(RunDirectory? run, long step)
    {
        if (run is null) return;
        _metrics = MetricsLog.Open(run.MetricsPath, step);
        _events = EventFile.Create(run.Path);
    }

    public void Write(long step, TimeSpan elapsed, params ReadOnlySpan<(string Name, double Value)> values)
    {
        _metrics?.Append(step, elapsed, values);
        foreach (var (name, value) in values) _events?.AddScalar(step, name, (float)value);
    }

    public void Dispose()
    {
        _metrics?.Dispose();
        _events?.Dispose();
    }
}
