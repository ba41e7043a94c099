namespace Assay.Cli.Threshold;

/// <summary>Hears of progress on the thread that makes it.</summary>
internal sealed class Listener<T>(Action<T> hear) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => hear(value);
}
