using System.Buffers;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Runs.Internals;

namespace Assay.Core.Runs;

/// <summary>
/// The numbers of a run over time, one JSON object a line: {"step":1000,"seconds":1.5,"loss":2.3}. Every line is handed to the system at once,
/// so that a kill loses at most the line being written; opening the file again drops such a half line.
/// Numbers that JSON lacks are written as the texts "NaN", "Infinity" and "-Infinity", since they are what a diagnosis looks for.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    internal const string StepName = "step";
    internal const string SecondsName = "seconds";

    private readonly FileStream _stream;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    private MetricsLog(string path, FileStream stream)
    {
        Path = path;
        _stream = stream;
        _json = new Utf8JsonWriter(_line);
    }

    /// <summary>Where the log is.</summary>
    public string Path { get; }

    /// <summary>Opens a log to go on writing; makes it where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lastStep">Where a resumed run starts: later entries are dropped, they will come again. Null keeps all.</param>
    /// <exception cref="InputException">It cannot be written, or a whole line of it is damaged.</exception>
    public static MetricsLog Open(string path, long? lastStep = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);
            try
            {
                stream.SetLength(MetricsLines.LengthToKeep(path, stream, lastStep));
                stream.Seek(0, SeekOrigin.End);
                return new MetricsLog(path, stream);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot write {path}: {exception.Message.TrimEnd('.')}; choose a path that you may write to.", exception);
        }
    }

    /// <summary>Reads all whole lines of a log; also while a run is still writing it.</summary>
    /// <exception cref="InputException">There is no such file, or a line is damaged; the sentence names it.</exception>
    public static IReadOnlyList<MetricsEntry> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return [.. MetricsLines.Read(path, stream).Select(line => line.Entry)];
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"There is no file {path}; check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check the path and its permissions.", exception);
        }
    }

    /// <summary>Writes one line.</summary>
    /// <param name="step">How far the run is, in whatever it counts; in ascending order.</param>
    /// <param name="elapsed">Time since the run began.</param>
    /// <param name="values">Numbers by name.</param>
    /// <exception cref="InputException">The disk is full.</exception>
    public void Append(long step, TimeSpan elapsed, params ReadOnlySpan<(string Name, double Value)> values)
    {
        _line.ResetWrittenCount();
        _json.Reset(_line);
        _json.WriteStartObject();
        _json.WriteNumber(StepName, step);
        _json.WriteNumber(SecondsName, Math.Round(elapsed.TotalSeconds, 3));
        foreach (var (name, value) in values)
        {
            if (name is StepName or SecondsName) throw new ArgumentException($"'{name}' is a field of every line already.", nameof(values));
            if (double.IsFinite(value)) _json.WriteNumber(name, value);
            else _json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        try
        {
            _stream.Write(_line.WrittenSpan); // one write: the stream has no buffer of its own
            _stream.Flush();
        }
        catch (IOException exception)
        {
            throw new InputException($"Cannot write {Path}: {exception.Message.TrimEnd('.')}; free some space or choose another path.", exception);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }
}
