using System.Globalization;
using Assay.Core.Errors;
using Assay.Core.Runs.Internals;

namespace Assay.Core.Runs;

/// <summary>
/// Scalars for TensorBoard: an event file of TFRecord frames, each an Event message of the TensorFlow protocol buffers
/// (event.proto and summary.proto; written by their field numbers). A run that is resumed begins another file; TensorBoard joins them.
/// </summary>
public sealed class EventFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly EventMessage _message = new();
    private readonly TimeProvider _clock;

    private EventFile(string path, FileStream stream, TimeProvider clock)
    {
        Path = path;
        _stream = stream;
        _clock = clock;
    }

    /// <summary>Where the file is: events.out.tfevents.SECONDS.HOST in the given directory, with a number behind if that exists.</summary>
    public string Path { get; }

    /// <summary>Begins an event file in a directory.</summary>
    /// <param name="directory">The directory of the run.</param>
    /// <param name="clock">Where the time of each event comes from; the system's by default.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static EventFile Create(string directory, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        clock ??= TimeProvider.System;
        var name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{clock.GetUtcNow().ToUnixTimeSeconds():D10}.{Environment.MachineName}");
        var path = System.IO.Path.Combine(directory, name);
        for (var again = 1; File.Exists(path); again++) path = System.IO.Path.Combine(directory, $"{name}.{again}");
        try
        {
            var file = new EventFile(path, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1), clock);
            file.Append(file._message.Version(file.Now));
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, exception);
        }
    }

    /// <summary>Writes one number and hands it to the system.</summary>
    /// <param name="step">How far the run is.</param>
    /// <param name="tag">Its name; slashes make groups.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="InputException">The disk is full.</exception>
    public void AddScalar(long step, string tag, float value)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        try
        {
            Append(_message.Scalar(Now, step, tag, value));
        }
        catch (IOException exception)
        {
            throw Failure(Path, exception);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private double Now => (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void Append(ReadOnlySpan<byte> message)
    {
        _stream.Write(RecordFrame.Of(message));
        _stream.Flush();
    }

    private static InputException Failure(string path, Exception cause) =>
        new($"Cannot write {path}: {cause.Message.TrimEnd('.')}; free some space or choose another path.", cause);
}
