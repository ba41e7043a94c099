using System.Globalization;

namespace Assay.Bench.Peers;

/// <summary>Single-precision matrix products in numpy, the measure of what the processor can do in practice.</summary>
internal static class Sgemm
{
    /// <summary>Floating-point operations per second of a square product, and the program with the BLAS that it runs on.</summary>
    public static (double Flops, string Program) FlopsPerSecond(int threads)
    {
        var json = PythonPeer.Script("sgemm.py", "--threads", threads.ToString(CultureInfo.InvariantCulture));
        return (json.GetProperty("flops_per_second").GetDouble(), json.GetProperty("program").GetString()!);
    }
}
