using Assay.Core.Progress;
using Assay.Core.Runs;

namespace Assay.Cli.Embeddings;

/// <summary>Writes what a training reports to the metrics and the TensorBoard events of its run, about once a second, and hands it on.</summary>
/// <param name="run">The directory of the run.</param>
/// <param name="next">Where else the reports go; null for nowhere.</param>
internal sealed class RunRecorder(RunDirectory run, IProgress<ProgressReport>? next) : IProgress<ProgressReport>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private MetricsLog? _metrics;
    private EventFile? _events;
    private TimeSpan _last = TimeSpan.MinValue;

    /// <inheritdoc/>
    public void Report(ProgressReport value)
    {
        next?.Report(value);
        var ended = value.Done >= value.Total;
        if (value.Loss is not { } loss || (!ended && _last != TimeSpan.MinValue && value.Elapsed - _last < Interval)) return;
        _last = value.Elapsed;
        var words = (long)value.Done;
        // The first report says where a resumed training stands: what was written after its checkpoint comes again.
        _metrics ??= MetricsLog.Open(run.MetricsPath, words - 1);
        _events ??= EventFile.Create(run.Path);
        _metrics.Append(words, value.Elapsed, ("loss", loss), ("words_per_second", Math.Round(value.Rate)));
        _events.AddScalar(words, "loss", (float)loss);
        _events.AddScalar(words, "words_per_second", (float)value.Rate);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics?.Dispose();
        _events?.Dispose();
    }
}
