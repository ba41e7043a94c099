using Assay.Core.Machine;
using Assay.Core.Machine.Internals;

namespace Assay.Core.Tests.Machine;

public sealed class ProcessorTests
{
    [Fact]
    public void HyperThreads_CountOnce()
    {
        string[] lines =
        [
            "processor\t: 0", "model name\t: Fast 9000", "physical id\t: 0", "core id\t\t: 0", "",
            "processor\t: 1", "model name\t: Fast 9000", "physical id\t: 0", "core id\t\t: 0", "",
            "processor\t: 2", "model name\t: Fast 9000", "physical id\t: 0", "core id\t\t: 1", "",
            "processor\t: 3", "model name\t: Fast 9000", "physical id\t: 1", "core id\t\t: 1", "",
        ];
        Assert.Equal(new ProcessorDescription("Fast 9000", 3), ProcessorFiles.Describe(lines));
    }

    [Fact]
    public void SilentSystem_IsNoError()
    {
        Assert.Equal(default, ProcessorFiles.Describe(["nothing", "core id : many", ""]));
        Assert.Null(ProcessorFiles.PeakMemory(["VmPeak: 1 kB", "VmHWM: lots"]));
    }

    [Fact]
    public void PeakMemory_IsReadInBytes() => Assert.Equal(12_345L * 1024, ProcessorFiles.PeakMemory(["VmPeak:\t  99999 kB", "VmHWM:\t   12345 kB"]));

    [Fact]
    public void ThisMachine_HasWhatAnyMachineHas()
    {
        Assert.InRange(Processor.PhysicalCores, 1, Environment.ProcessorCount);
        Assert.Contains(Processor.VectorWidthBits, new[] { 0, 128, 256, 512 });
        Assert.NotEmpty(Processor.ModelName);
        var before = Processor.PeakMemoryBytes;
        var block = new byte[64 << 20];
        block.AsSpan().Fill(1);
        Assert.InRange(Processor.PeakMemoryBytes, Math.Max(before, block.Length), long.MaxValue);
    }
}
