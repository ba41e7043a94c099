using System.Globalization;
using System.IO.MemoryMappedFiles;
using Assay.Core.Memory;

namespace Assay.Core.Tests.Memory;

public class MappedPagesTests
{
    private const int Length = 1 << 20;

    [Fact]
    public unsafe void ReleasedPages_AreReadAgainFromTheFile()
    {
        var path = Path.GetTempFileName();
        try
        {
            var bytes = new byte[Length];
            new Random(1).NextBytes(bytes);
            File.WriteAllBytes(path, bytes);
            using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            using var view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Assert.True(new ReadOnlySpan<byte>(start, Length).SequenceEqual(bytes));
            var before = OperatingSystem.IsLinux() ? ResidentBytes((nint)start) : 0;
            MappedPages.Release(start + 100, Length - 200);
            MappedPages.Release(start, 10); // less than a page
            MappedPages.Release(start, 0);
            if (OperatingSystem.IsLinux()) Assert.InRange(ResidentBytes((nint)start), 0, before / 2);
            Assert.True(new ReadOnlySpan<byte>(start, Length).SequenceEqual(bytes));
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What smaps says of the mapping that begins at an address.</summary>
    private static long ResidentBytes(nint start)
    {
        var found = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.StartsWith($"{start:x}-", StringComparison.Ordinal)) found = true;
            if (found && line.StartsWith("Rss:", StringComparison.Ordinal)) return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        throw new InvalidOperationException("the mapping is not in smaps");
    }
}
