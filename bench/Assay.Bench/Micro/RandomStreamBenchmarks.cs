using Assay.Core.Randomness;
using BenchmarkDotNet.Attributes;

namespace Assay.Bench.Micro;

/// <summary>The generator behind every random decision.</summary>
[ShortRunJob]
public class RandomStreamBenchmarks
{
    private readonly RandomStream _stream = new(1);

    /// <summary>One 64-bit number.</summary>
    [Benchmark]
    public ulong Next() => _stream.NextUInt64();
}
