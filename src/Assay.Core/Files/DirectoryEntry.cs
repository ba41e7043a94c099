using System.Runtime.InteropServices;

namespace Assay.Core.Files;

/// <summary>Forces a rename to the disk: on Linux and macOS the directory itself must be synced, else a power cut may bring the old name back.</summary>
internal static partial class DirectoryEntry
{
    private const int ReadOnly = 0;

    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows()) return; // NTFS journals renames
        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0) return; // a directory that may be written but not read; the rename stands, only later
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
