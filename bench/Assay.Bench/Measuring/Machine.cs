using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Bench.Measuring;

/// <summary>The machine and the versions that a table of results belongs to, and what its memory can do.</summary>
internal static unsafe class Machine
{
    public static string Processor { get; } =
        Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();

    public static int VectorBits { get; } = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    public static string Describe() =>
        $"{Processor}, {Environment.ProcessorCount} processors, vectors of {VectorBits} bits, " +
        $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:F0} GB, {Distribution()}, .NET {Environment.Version}";

    /// <summary>Bytes read plus bytes written per second by copying 256 MB on so many threads; the best of five.</summary>
    public static double CopyBytesPerSecond(int threads)
    {
        const nuint bytes = 256u << 20;
        var source = (byte*)NativeMemory.AlignedAlloc(bytes, 64);
        var target = (byte*)NativeMemory.AlignedAlloc(bytes, 64);
        try
        {
            NativeMemory.Fill(source, bytes, 1);
            NativeMemory.Fill(target, bytes, 2);
            var part = bytes / (nuint)threads / 64 * 64;
            var best = 0.0;
            for (var repeat = 0; repeat < 5; repeat++)
            {
                var clock = Stopwatch.StartNew();
                Parallel.For(0, threads, thread =>
                    NativeMemory.Copy(source + (nuint)thread * part, target + (nuint)thread * part, part));
                best = Math.Max(best, 2.0 * part * (nuint)threads / clock.Elapsed.TotalSeconds);
            }
            return best;
        }
        finally
        {
            NativeMemory.AlignedFree(source);
            NativeMemory.AlignedFree(target);
        }
    }

    private static string Distribution() =>
        Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string? Field(string path, string name, char separator = ':')
    {
        if (!File.Exists(path)) return null;
        var line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(separator) + 1)..].Trim();
    }
}
