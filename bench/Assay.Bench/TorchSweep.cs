using System.Diagnostics;
using System.Globalization;
using Assay.Bench.Measuring;
using Assay.Bench.Results;
using Assay.Torch;
using Assay.Torch.Optimisers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Bench;

/// <summary>How long a step of the optimisers takes, beside TorchSharp's own on libtorch, and how near it comes to copying memory.</summary>
internal static class TorchSweep
{
    public const string Usage = """
        dotnet run -c Release --project bench/Assay.Bench -- torch [options]

          --repeats N         rounds in which ours and TorchSharp's alternate (5)
          --threads N         threads of both (the physical cores)
        """;

    private const int Matrices = 20;
    private const long LargeWidth = 2_048;
    private const long SmallWidth = 64;
    private const long WeightsInRound = 250_000_000; // steps in a round go over so many weights, at least three
    private const double Limit = 1; // of the norm, below that of the gradients, so that they are scaled

    public static int Run(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i + 1 < arguments.Length; i += 2) values[arguments[i]] = arguments[i + 1];
        var repeats = int.Parse(values.GetValueOrDefault("--repeats", "5"), CultureInfo.InvariantCulture);
        if (values.TryGetValue("--threads", out var threads)) LibTorch.Threads = int.Parse(threads, CultureInfo.InvariantCulture);
        var command = $"dotnet run -c Release --project bench/Assay.Bench -- torch{string.Concat(arguments.Select(argument => " " + argument))}";
        var body = Optimisers(repeats);
        new ResultsFile("bench/results/torch.md", ["Optimisers"], "Training on libtorch").Replace("Optimisers", body, command);
        Console.WriteLine(body);
        return 0;
    }

    private static string Optimisers(int repeats)
    {
        LibTorch.Load();
        return $"""
            {LibTorch.Threads} threads, {repeats} rounds in turn. Gradients are there already and stay. The peer is TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)}, with `clip_grad_norm_` before its step where the norm is clipped.
            The traffic counts what must be read and written once: 28 bytes a weight for Adam, 4 more for the norm, 20 for SGD with momentum. The limits are measured in the same
            rounds, reads and writes counted: copying, which also reads what it overwrites and so can be outdone, and one pass in place (`mul_`). The last column compares the weights
            in the end; a difference grows by rounding, since all steps go the same way.

            {Count(LargeWidth):N0} weights of single precision in {Matrices} matrices of {LargeWidth} x {LargeWidth} and {Matrices} vectors:

            {Rows(LargeWidth, repeats)}
            {Count(SmallWidth):N0} weights in {Matrices} matrices of {SmallWidth} x {SmallWidth} and {Matrices} vectors, which stay in the caches:

            {Rows(SmallWidth, repeats)}
            """;
    }

    private static long Count(long width) => Matrices * (width * width + width);

    private static MarkdownTable Rows(long width, int repeats)
    {
        var table = new MarkdownTable("step", "Assay, ms", "TorchSharp, ms", "Assay is × faster", "GB/s of Assay", "of copying, %", "of a pass in place, %", "largest difference of a weight");
        table.Add(Compare(width, "Adam", 28, repeats, null,
            parameters => new FusedAdam(parameters, new AdamOptions { LearningRate = 1e-3 }), parameters => optim.Adam(parameters, 1e-3)));
        table.Add(Compare(width, "Adam, norm clipped", 32, repeats, Limit,
            parameters => new FusedAdam(parameters, new AdamOptions { LearningRate = 1e-3 }), parameters => optim.Adam(parameters, 1e-3)));
        table.Add(Compare(width, "AdamW", 28, repeats, null,
            parameters => new FusedAdam(parameters, new AdamOptions { LearningRate = 1e-3, WeightDecay = 0.01, DecoupledWeightDecay = true }), parameters => optim.AdamW(parameters, 1e-3, weight_decay: 0.01)));
        table.Add(Compare(width, "SGD with momentum", 20, repeats, null,
            parameters => new FusedSgd(parameters, new SgdOptions { LearningRate = 1e-3, Momentum = 0.9 }), parameters => optim.SGD(parameters, 1e-3, 0.9)));
        return table;
    }

    private static string[] Compare(long width, string name, double bytes, int repeats, double? norm, Func<IEnumerable<(string, Parameter)>, Optimiser> mine, Func<IEnumerable<Parameter>, optim.Optimizer> theirs)
    {
        using var scope = NewDisposeScope();
        using var seeded = manual_seed(1);
        var (ours, peers) = (Parameters(width), Parameters(width));
        using (no_grad())
        {
            foreach (var (our, peer) in ours.Zip(peers))
            {
                peer.copy_(our);
                our.grad = randn(our.shape);
                peer.grad = our.grad!.clone();
            }
        }
        using var optimiser = mine(ours.Select((parameter, i) => ($"p{i}", parameter)));
        optimiser.Clipping = new GradientClipping { Norm = norm };
        var other = theirs(peers);
        using var pass = ones(Count(LargeWidth));
        var (ourTimes, peerTimes, copy, inPlace) = (new Series(), new Series(), new Series(), new Series());
        var steps = (int)Math.Max(3, WeightsInRound / Count(width) / 10);
        for (var i = 0; i < steps; i++)
        {
            Ours();
            Theirs();
        }
        var elements = ours.Sum(parameter => parameter.NumberOfElements);
        for (var round = 0; round < repeats; round++)
        {
            ourTimes.Add(Seconds(Ours, steps));
            peerTimes.Add(Seconds(Theirs, steps));
            copy.Add(Machine.CopyBytesPerSecond(LibTorch.Threads));
            inPlace.Add(2.0 * sizeof(float) * pass.NumberOfElements / Seconds(() => pass.mul_(1), 3));
        }
        var rate = new Series();
        foreach (var seconds in ourTimes.Values) rate.Add(bytes * elements / seconds);
        var difference = ours.Zip(peers).Max(pair => Difference(pair.First, pair.Second));
        foreach (var parameter in ours.Concat(peers))
        {
            parameter.grad = null;
            parameter.Dispose();
        }
        // TorchSharp's optimiser leaves its states to the collector, which knows nothing of native memory.
        other.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var digits = width == LargeWidth ? "N0" : "0.000";
        return [name, ourTimes.Text(1e3, digits), peerTimes.Text(1e3, digits), peerTimes.Over(ourTimes).Text(1, "0.0"), rate.Text(1e-9, "0.0"), rate.Over(copy).Text(100), rate.Over(inPlace).Text(100), FormattableString.Invariant($"{difference:0.0e+0} after {steps * (repeats + 1)} steps")];

        void Ours() => optimiser.Step();

        void Theirs()
        {
            using var step = NewDisposeScope();
            // TorchSharp clips each time what is clipped already; the traffic is the same.
            if (norm is { } limit) nn.utils.clip_grad_norm_(peers, limit);
            other.step();
        }
    }

    private static Parameter[] Parameters(long width) =>
        [.. Enumerable.Range(0, Matrices).SelectMany(_ => (Parameter[])[new Parameter(randn(width, width) * 0.02), new Parameter(zeros(width))])];

    private static float Difference(Tensor one, Tensor other)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return (one - other).abs().max().item<float>();
    }

    private static double Seconds(Action step, int steps)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < steps; i++) step();
        return clock.Elapsed.TotalSeconds / steps;
    }
}
