using System.Runtime.Intrinsics;
using Assay.Core.Machine.Internals;

namespace Assay.Core.Machine;

/// <summary>
/// The processor and memory that a result was computed on, for run.json and for tables of measurements.
/// Read from /proc and /sys on Linux; elsewhere from what the runtime knows.
/// </summary>
public static class Processor
{
    private static readonly Lazy<(string ModelName, int PhysicalCores)> Description = new(Describe);

    /// <summary>Name that the maker gave it, "unknown processor" where the system does not say.</summary>
    public static string ModelName => Description.Value.ModelName;

    /// <summary>
    /// Physical cores that this process may use; hyper-threads of one core count once. Never more than
    /// <see cref="Environment.ProcessorCount"/>, which knows the limits of containers, and at least 1.
    /// </summary>
    public static int PhysicalCores => Description.Value.PhysicalCores;

    /// <summary>Width of the widest vector that the runtime accelerates, in bits: 512, 256, 128 or 0.</summary>
    public static int VectorWidthBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>
    /// Most physical memory that this process has held so far in bytes: VmHWM on Linux, the peak working set elsewhere.
    /// Memory-mapped files count as far as they were touched.
    /// </summary>
    public static long PeakMemoryBytes
    {
        get
        {
            if (OperatingSystem.IsLinux() && ReadLines("/proc/self/status") is { } status && ProcessorFiles.PeakMemory(status) is { } bytes) return bytes;
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.PeakWorkingSet64 > 0 ? process.PeakWorkingSet64 : process.WorkingSet64;
        }
    }

    private static (string ModelName, int PhysicalCores) Describe()
    {
        var described = OperatingSystem.IsLinux() && ReadLines("/proc/cpuinfo") is { } lines ? ProcessorFiles.Describe(lines) : default;
        var usable = Environment.ProcessorCount;
        // A container's quota counts hyper-threads; a core with two of them is still one core.
        var cores = described.PhysicalCores > 0 ? Math.Min(described.PhysicalCores, usable) : usable;
        return (described.ModelName ?? "unknown processor", Math.Max(1, cores));
    }

    private static string[]? ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
