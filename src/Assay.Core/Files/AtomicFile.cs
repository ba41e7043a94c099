using Assay.Core.Errors;

namespace Assay.Core.Files;

/// <summary>
/// A file that is replaced as a whole or not at all: written beside under a temporary name, forced to the disk, and renamed over the old one.
/// A failure or a kill at any moment leaves the old file as it was.
/// <code>
/// AtomicFile.Write("model.bin", stream => stream.Write(bytes));
/// </code>
/// </summary>
public sealed class AtomicFile : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string _temporary;
    private FileStream? _stream;

    private AtomicFile(string path, string temporary, FileStream stream)
    {
        Path = path;
        _temporary = temporary;
        _stream = stream;
    }

    /// <summary>Full path of the file to be replaced.</summary>
    public string Path { get; }

    /// <summary>Where the new content goes; may seek.</summary>
    public Stream Stream => _stream ?? throw new ObjectDisposedException(nameof(AtomicFile));

    /// <summary>Begins a new content. Without <see cref="Commit"/>, <see cref="Dispose"/> drops it.</summary>
    /// <exception cref="InputException">The directory does not exist or cannot be written, or the path is a directory.</exception>
    public static AtomicFile Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = System.IO.Path.GetFullPath(path);
        var directory = System.IO.Path.GetDirectoryName(full);
        if (directory is null || Directory.Exists(full)) throw new InputException($"Cannot write {path}: it is a directory; give the path of a file.");
        if (!Directory.Exists(directory)) throw new InputException($"Cannot write {path}: there is no directory {directory}; make it first or choose another path.");
        // The name ends in .tmp and begins like the target, so that a leftover of a killed process explains itself.
        var temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            return new AtomicFile(full, temporary, new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(full, exception);
        }
    }

    /// <summary>Replaces a file by what <paramref name="write"/> writes.</summary>
    /// <exception cref="InputException">It cannot be written: no such directory, no permission, no space left. The old file is as it was.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var file = Create(path);
        try
        {
            write(file.Stream);
        }
        catch (IOException exception)
        {
            throw Failure(file.Path, exception);
        }
        file.Commit();
    }

    /// <summary>Replaces a file by bytes.</summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteAllBytes(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));

    /// <summary>Replaces a file by text in UTF-8 without a byte order mark.</summary>
    /// <inheritdoc cref="Write"/>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Forces the new content to the disk and puts it in the place of the old one.</summary>
    /// <exception cref="InputException">The disk is full or the file cannot be replaced; the old one is as it was.</exception>
    public void Commit()
    {
        var stream = _stream ?? throw new ObjectDisposedException(nameof(AtomicFile));
        try
        {
            stream.Flush(flushToDisk: true);
            stream.Dispose();
            File.Move(_temporary, Path, overwrite: true);
            _stream = null;
            DirectoryEntry.Flush(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(Path, exception);
        }
    }

    /// <summary>Drops the new content unless it was committed.</summary>
    public void Dispose()
    {
        if (_stream is null) return;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The buffer's last part did not fit on the disk either; the file is dropped anyway.
        }
        _stream = null;
        File.Delete(_temporary);
    }

    private static InputException Failure(string path, Exception cause)
    {
        const int DiskFull = 28;             // ENOSPC
        const int DiskFullWindows = 0x70;    // ERROR_DISK_FULL
        var code = cause.HResult & 0xFFFF;
        var full = cause is IOException && (code == DiskFullWindows || (!OperatingSystem.IsWindows() && cause.HResult == DiskFull));
        return full
            ? new InputException($"Cannot write {path}: no space is left on the device; free some or choose another path.", cause)
            : new InputException($"Cannot write {path}: {cause.Message.TrimEnd('.')}; choose a path that you may write to.", cause);
    }
}
