using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Assay.Embeddings.Training.Internals.Kernels;

namespace Assay.Bench.Measuring;

/// <summary>The most multiply-adds that the processor does: twelve independent sums in registers, no memory.</summary>
internal static class MultiplyAddPeak
{
    private const int Rounds = 20_000_000;
    private const int Sums = 12;

    /// <summary>Floating-point operations per second on so many threads together; the best of five.</summary>
    public static double FlopsPerSecond(int threads)
    {
        Func<float> loop = Machine.VectorBits switch
        {
            512 => Loop<Lanes512, Vector512<float>>,
            256 => Loop<Lanes256, Vector256<float>>,
            _ => Loop<Lanes128, Vector128<float>>,
        };
        var best = 0.0;
        for (var repeat = 0; repeat < 5; repeat++)
        {
            var sums = new float[threads];
            Thread[] workers = [.. Enumerable.Range(0, threads).Select(index => new Thread(() => sums[index] = loop()))];
            var clock = Stopwatch.StartNew();
            foreach (var worker in workers) worker.Start();
            foreach (var worker in workers) worker.Join();
            var seconds = clock.Elapsed.TotalSeconds;
            if (sums.Any(float.IsNaN)) throw new BenchmarkException("the multiply-adds went wrong");
            best = Math.Max(best, 2.0 * Rounds * Sums * (Machine.VectorBits / 32) * threads / seconds);
        }
        return best;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe float Loop<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var factor = TLanes.Broadcast(0.5f);
        var addend = TLanes.Broadcast(1);
        TVector s0 = addend, s1 = addend, s2 = addend, s3 = addend, s4 = addend, s5 = addend;
        TVector s6 = addend, s7 = addend, s8 = addend, s9 = addend, s10 = addend, s11 = addend;
        for (var round = 0; round < Rounds; round++)
        {
            s0 = TLanes.MultiplyAdd(s0, factor, addend);
            s1 = TLanes.MultiplyAdd(s1, factor, addend);
            s2 = TLanes.MultiplyAdd(s2, factor, addend);
            s3 = TLanes.MultiplyAdd(s3, factor, addend);
            s4 = TLanes.MultiplyAdd(s4, factor, addend);
            s5 = TLanes.MultiplyAdd(s5, factor, addend);
            s6 = TLanes.MultiplyAdd(s6, factor, addend);
            s7 = TLanes.MultiplyAdd(s7, factor, addend);
            s8 = TLanes.MultiplyAdd(s8, factor, addend);
            s9 = TLanes.MultiplyAdd(s9, factor, addend);
            s10 = TLanes.MultiplyAdd(s10, factor, addend);
            s11 = TLanes.MultiplyAdd(s11, factor, addend);
        }
        var all = TLanes.Add(TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3)), TLanes.Add(TLanes.Add(s4, s5), TLanes.Add(s6, s7)));
        all = TLanes.Add(all, TLanes.Add(TLanes.Add(s8, s9), TLanes.Add(s10, s11)));
        var lanes = stackalloc float[16];
        TLanes.Store(lanes, all);
        return lanes[0];
    }
}
