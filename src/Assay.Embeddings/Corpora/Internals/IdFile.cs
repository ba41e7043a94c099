using Assay.Core.Errors;
using Microsoft.Win32.SafeHandles;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>
/// A temporary file of word ids (32-bit, in the machine's byte order, no header: no other process ever reads it). Where the system allows, it
/// has no name any more from the moment of its creation, so that even a kill leaves nothing behind; elsewhere it is deleted when closed.
/// </summary>
internal sealed unsafe class IdFile : IDisposable
{
    private readonly string _directory;

    public IdFile(string? directory)
    {
        _directory = directory ?? Path.GetTempPath();
        try
        {
            Directory.CreateDirectory(_directory);
            var path = Path.Combine(_directory, $"assay-ids-{Path.GetRandomFileName()}.tmp");
            Handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
                OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            if (!OperatingSystem.IsWindows()) File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(exception);
        }
    }

    public SafeFileHandle Handle { get; }

    /// <summary>Writes ids from index <paramref name="at"/> on. Several threads may write different places.</summary>
    public void Write(int* ids, int count, long at)
    {
        try
        {
            RandomAccess.Write(Handle, new ReadOnlySpan<byte>(ids, checked(count * sizeof(int))), at * sizeof(int));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(exception);
        }
    }

    /// <summary>Reads ids from index <paramref name="at"/> on.</summary>
    public void Read(int* ids, int count, long at)
    {
        var bytes = new Span<byte>(ids, checked(count * sizeof(int)));
        for (var offset = at * sizeof(int); !bytes.IsEmpty;)
        {
            var read = RandomAccess.Read(Handle, bytes, offset);
            if (read == 0) throw new EndOfStreamException("The temporary file of word ids is shorter than what was written to it.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    public void Dispose() => Handle.Dispose();

    private InputException Failure(Exception exception) =>
        new($"Cannot keep word ids in {_directory}: {exception.Message} Free some space there or choose another cache directory.", exception);
}
