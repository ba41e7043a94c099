using TorchSharp;

// The number of threads and the random numbers of libtorch belong to the process.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Assay.Torch.Tests.Natives;

public sealed class LibTorchTests
{
    [Fact]
    public void Load_FromManyThreads_GivesTensors()
    {
        Parallel.For(0, 8, _ => LibTorch.Load());
        using var scope = torch.NewDisposeScope();
        var x = torch.arange(6, torch.float32).reshape(2, 3); // [2, 3]
        Assert.Equal([5, 14, 14, 50], x.matmul(x.t()).data<float>().ToArray());
    }

    [Fact]
    public void Threads_AreThoseSet()
    {
        var before = LibTorch.Threads;
        try
        {
            LibTorch.Threads = 1;
            Assert.Equal(1, torch.get_num_threads());
        }
        finally
        {
            LibTorch.Threads = before;
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => LibTorch.Threads = 0);
    }

    [Fact]
    public void OutputFolder_DoesNotHoldLibTorch()
    {
        var bytes = new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.InRange(bytes, 1, 60_000_000);
    }
}
