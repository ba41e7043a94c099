using System.Runtime.InteropServices;

namespace Assay.Core.Memory;

/// <summary>Pages of a mapped file that have been read and are not wanted soon.</summary>
public static unsafe partial class MappedPages
{
    private const int MadvDontNeed = 4;

    /// <summary>
    /// Gives the pages within a range of a read-only mapped file back, so that they no longer count as memory of this process. The file's
    /// contents stay what they were, and as a rule in the system's cache: reading the range again works and costs a page fault.
    /// Only Linux is asked; elsewhere the system decides by itself what it keeps.
    /// </summary>
    /// <param name="start">Start of the range.</param>
    /// <param name="bytes">Its length; only pages that lie within it as a whole are given back.</param>
    public static void Release(void* start, long bytes)
    {
        if (!OperatingSystem.IsLinux() || bytes <= 0) return;
        var page = (nuint)Environment.SystemPageSize;
        var first = ((nuint)start + page - 1) / page * page;
        var end = ((nuint)start + (nuint)bytes) / page * page;
        if (end > first) _ = MAdvise((void*)first, end - first, MadvDontNeed);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(void* address, nuint length, int advice);
}
