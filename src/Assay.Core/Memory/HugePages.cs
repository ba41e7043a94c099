using System.Runtime.InteropServices;

namespace Assay.Core.Memory;

/// <summary>Asks Linux for transparent huge pages; elsewhere, and where the kernel declines, nothing happens.</summary>
internal static unsafe partial class HugePages
{
    private const int MadvHugePage = 14;

    public static void Advise(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux()) _ = MAdvise(start, bytes, MadvHugePage);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(void* address, nuint length, int advice);
}
