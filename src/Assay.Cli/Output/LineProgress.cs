using Assay.Core.Progress;

namespace Assay.Cli.Output;

/// <summary>Progress as plain lines, one every few seconds, for logs and pipes. Work under a second says nothing.</summary>
/// <param name="writer">Where to.</param>
/// <param name="clock">What time it is.</param>
internal sealed class LineProgress(TextWriter writer, TimeProvider clock) : IProgress<ProgressReport>, IDisposable
{
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private ProgressReport? _last;
    private long _stageStart;
    private long _lastWritten;
    private bool _written;

    /// <inheritdoc/>
    public void Report(ProgressReport value)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            if (_last?.Stage != value.Stage)
            {
                EndStage();
                _stageStart = now;
                _written = false;
            }

            _last = value;
            var wait = _written ? clock.GetElapsedTime(_lastWritten, now) >= _interval : clock.GetElapsedTime(_stageStart, now) >= _first;
            if (!wait) return;
            Write(value);
            _lastWritten = now;
            _written = true;
        }
    }

    /// <summary>Writes the last state of the last stage.</summary>
    public void Dispose()
    {
        lock (_lock) EndStage();
    }

    private void EndStage()
    {
        if (_written && _last is { } last) Write(last);
        _last = null;
    }

    private void Write(in ProgressReport report)
    {
        var share = ProgressText.Share(report);
        writer.WriteLine($"{report.Stage}: {(share.Length > 0 ? $"{share}, " : "")}{ProgressText.Details(report)}");
        writer.Flush();
    }
}
