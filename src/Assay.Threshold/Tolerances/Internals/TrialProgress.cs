using System.Diagnostics;
using Assay.Core.Progress;

namespace Assay.Threshold.Tolerances.Internals;

/// <summary>Tells of trials, a few times a second.</summary>
internal sealed class TrialProgress(IProgress<ProgressReport>? progress, long total)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = TimeSpan.FromMilliseconds(200);

    public void At(long done, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (progress is null || (_clock.Elapsed < _next && done < total)) return;
        _next = _clock.Elapsed + TimeSpan.FromMilliseconds(200);
        progress.Report(new ProgressReport { Stage = "perturbing", Done = done, Total = total, Unit = "networks", Elapsed = _clock.Elapsed });
    }
}
