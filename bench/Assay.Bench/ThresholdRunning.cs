using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Assay.Bench.Measuring;
using Assay.Bench.Results;
using Assay.Core.Randomness;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Running;
using Assay.Threshold.Running.Internals;
using Assay.Threshold.Synthesis;

namespace Assay.Bench;

/// <summary>Steps of networks in a second: bit-parallel, one by one, and what bit operations and memory allow.</summary>
internal static class ThresholdRunning
{
    private const double Seconds = 0.3;    // of each measurement
    private const int CacheWords = 512;    // 32,768 sequences
    private const int CacheBytes = 256 << 10;
    private const int MemoryWords = 4096;
    private const int MemoryBytes = 64 << 20;

    public static string Measure(int repeats)
    {
        var table = new MarkdownTable("network", "hidden units", "operations a step", "steps/s, inputs in the cache", "of bare operations, %", "steps/s, inputs in memory", "of copying, %", "steps/s one by one", "× faster");
        foreach (var (name, network) in Networks()) table.Add(Row(name, network, repeats));
        var widest = WordKernels.Widest == VectorWidth.Bits512 ? 512 : WordKernels.Widest == VectorWidth.Bits256 ? 256 : 64;
        return $"""
            `BitParallelNetwork` on one core, registers of {widest} bits: a step of one sequence counts as one, {repeats} alternating rounds. An operation is one on a word of 64 sequences.
            With inputs in the cache, {CacheWords * 64:N0} sequences go through {CacheBytes >> 10} KB of inputs again and again; bare operations are as many ANDs of blocks in the first cache, without a program
            around them or inputs and outputs. With inputs in memory, {MemoryWords * 64:N0} sequences go through {MemoryBytes >> 20} MB of inputs; copying is the same number of bytes read and written by memcpy.
            One by one is `NetworkSteps`, the exact step function for one sequence. Outputs were compared in every round.

            {table}
            """;
    }

    private static IEnumerable<(string Name, ThresholdNetwork Network)> Networks()
    {
        yield return ("equal-so-far of the textbook", ThresholdNetwork.EqualSoFarOfTheTextbook);
        foreach (var name in new[] { "serial-adder", "mod-3", "detect-1011" }) yield return ($"{name}, found", ThresholdSynthesis.Solve(BuiltInMachines.Create(name), new() { Threads = 1 }).Network);
        yield return ("mod-12, constructed", TransitionNetwork.Of(BuiltInMachines.Create("mod-12")));
        var random = new Random(1);
        var letters = Enumerable.Range(0, 4).Select(bits => new Letter($"{bits}", (ulong)bits)).ToArray();
        var machine = new MooreMachine(letters, 2, 1, 0, [.. Enumerable.Range(0, 100).Select(_ => (ulong)random.Next(2))], [.. Enumerable.Range(0, 400).Select(_ => random.Next(100))]).Minimise();
        yield return ($"random machine of {machine.States} states, constructed", TransitionNetwork.Of(machine));
    }

    private static string[] Row(string name, ThresholdNetwork network, int repeats)
    {
        var (cache, memory, single, operations, copy) = (new Series(), new Series(), new Series(), new Series(), new Series());
        var count = 0;
        var bytesPerStep = (network.InputBits + network.OutputBits) / 8.0;
        for (var round = 0; round < repeats; round++)
        {
            var fast = BitParallelNetwork.Of(network, CacheWords);
            count = fast.OperationsPerStep;
            cache.Add(Rate(fast, network, CacheBytes));
            operations.Add(OperationsPerSecond() * 64 / count);
            memory.Add(Rate(BitParallelNetwork.Of(network, MemoryWords), network, MemoryBytes));
            copy.Add(Machine.CopyBytesPerSecond(1) / bytesPerStep);
            single.Add(SingleRate(network));
        }
        return [name, network.HiddenUnits.ToString("N0", CultureInfo.InvariantCulture), count.ToString("N0", CultureInfo.InvariantCulture), Text(cache), cache.Over(operations).Text(100), Text(memory), memory.Over(copy).Text(100), Text(single), cache.Over(single).Text()];
    }

    private static string Text(Series series) => series.Text(1, "0.0e+0");

    private static double Rate(BitParallelNetwork fast, ThresholdNetwork network, int inputBytes)
    {
        var steps = inputBytes / sizeof(ulong) / network.InputBits / fast.Words;
        var (stream, inputs, outputs) = (new RandomStream(1), new ulong[steps * network.InputBits * fast.Words], new ulong[steps * network.OutputBits * fast.Words]);
        for (var i = 0; i < inputs.Length; i++) inputs[i] = stream.NextUInt64();
        // The first rounds are compiled without optimisation.
        for (var warming = Stopwatch.StartNew(); warming.Elapsed.TotalSeconds < Seconds;) fast.Run(inputs, outputs, steps);
        fast.Reset();
        fast.Run(inputs, outputs, steps);
        Check(network, inputs, outputs, steps, fast.Words);
        var (clock, runs) = (Stopwatch.StartNew(), 0L);
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            fast.Run(inputs, outputs, steps);
            runs++;
        }
        return runs * steps * fast.Sequences / clock.Elapsed.TotalSeconds;
    }

    private static void Check(ThresholdNetwork network, ulong[] inputs, ulong[] outputs, int steps, int words)
    {
        var exact = NetworkSteps.Of(network);
        for (var lane = 0; lane < 64 * words; lane += 64 * words / 16 + 1)
        {
            ulong Bits(ulong[] from, int bits, int t) => Enumerable.Range(0, bits).Aggregate(0UL, (value, i) => value | (from[(t * bits + i) * words + lane / 64] >> lane & 1) << i);
            var state = network.InitialState;
            for (var t = 0; t < Math.Min(steps, 100); t++)
            {
                state = exact.Next(state, Bits(inputs, network.InputBits, t), t == 0);
                if ((state & (1UL << network.OutputBits) - 1) != Bits(outputs, network.OutputBits, t)) throw new BenchmarkException($"Sequence {lane} differs in step {t}.");
            }
        }
    }

    private static double SingleRate(ThresholdNetwork network)
    {
        const int Piece = 1 << 12;
        var (stream, steps, state) = (new RandomStream(1), NetworkSteps.Of(network), network.InitialState);
        var inputs = new ulong[Piece];
        for (var i = 0; i < Piece; i++) inputs[i] = stream.NextUInt64() & (1UL << network.InputBits) - 1;
        foreach (var input in inputs) state = steps.Next(state, input);
        var (clock, done) = (Stopwatch.StartNew(), 0L);
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            foreach (var input in inputs) state = steps.Next(state, input);
            done += Piece;
        }
        return done / clock.Elapsed.TotalSeconds;
    }

    // Operations on words per second where everything lies in the first cache.
    private static unsafe double OperationsPerSecond()
    {
        const int Words = 512, Blocks = 4;
        var memory = (ulong*)NativeMemory.AlignedAlloc(Blocks * Words * sizeof(ulong), 64);
        new Span<ulong>(memory, Blocks * Words).Fill(1);
        var (clock, done) = (Stopwatch.StartNew(), 0L);
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            for (var i = 0; i < 1000; i++) WordKernels.Apply(OperationKind.And, memory + (i & 1) * Words, memory + 2 * Words, memory + 3 * Words, memory + 2 * Words, Words, WordKernels.Widest);
            done += 1000L * Words;
        }
        var rate = done / clock.Elapsed.TotalSeconds;
        NativeMemory.AlignedFree(memory);
        return rate;
    }
}
