using System.Diagnostics;
using System.Globalization;
using Assay.Bench.Measuring;
using Assay.Bench.Results;
using Assay.Threshold.Machines;
using Assay.Threshold.Proofs;
using Assay.Threshold.Synthesis;

namespace Assay.Bench;

/// <summary>How long it takes to find the smallest network of a specification, and to construct and prove a large one.</summary>
internal static class ThresholdSweep
{
    public const string Usage = """
        dotnet run -c Release --project bench/Assay.Bench -- threshold [options]

          --repeats N         searches of each built-in specification (5)
          --machines N        random machines of 8 states (50)
          --part NAME         one of built-in, random, construction, running (all)
        """;

    private const string Command = "dotnet run -c Release --project bench/Assay.Bench -- threshold";
    private const int Threads = 2;

    public static int Run(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i + 1 < arguments.Length; i += 2) values[arguments[i]] = arguments[i + 1];
        if (!int.TryParse(values.GetValueOrDefault("--repeats", "5"), out var repeats) || !int.TryParse(values.GetValueOrDefault("--machines", "50"), out var machines) || repeats < 1 || machines < 1 || values.GetValueOrDefault("--part", "all") is not ("all" or "built-in" or "random" or "construction" or "running"))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        var part = values.GetValueOrDefault("--part", "all");
        var results = new ResultsFile("bench/results/threshold.md", ["Built-in specifications", "Random machines", "Construction", "Running"], "Threshold networks");
        if (part is "all" or "built-in") Write("Built-in specifications", BuiltIn(repeats));
        if (part is "all" or "random") Write("Random machines", Random(machines));
        if (part is "all" or "construction") Write("Construction", Construction(repeats));
        if (part is "all" or "running") Write("Running", ThresholdRunning.Measure(repeats));
        return 0;

        void Write(string heading, string body)
        {
            results.Replace(heading, body, part == "all" ? Command : $"{Command} --part {part}");
            Console.WriteLine($"\n## {heading}\n\n{body}");
        }
    }

    private static string BuiltIn(int repeats)
    {
        var table = new MarkdownTable("specification", "states", "hidden units", "state bits", "fewer are excluded", "seconds");
        _ = ThresholdSynthesis.Solve(BuiltInMachines.Create("parity"), new()); // loads the solver
        foreach (var (name, _) in BuiltInMachines.All)
        {
            var (machine, times, result) = (BuiltInMachines.Create(name), new Series(), (SynthesisResult?)null);
            for (var round = 0; round < repeats; round++)
            {
                var clock = Stopwatch.StartNew();
                result = ThresholdSynthesis.Solve(machine, new() { Threads = Threads });
                times.Add(clock.Elapsed.TotalSeconds);
            }
            table.Add(name, $"{machine.States}", $"{result!.Network.HiddenUnits}", $"{result.Network.StateBits}", Words(result), times.Text(1, "0.00"));
        }
        return $"The search from no hidden unit upwards with all refutations and the proof, {Threads} threads, {repeats} times.\n\n{table}";
    }

    private static string Random(int machines)
    {
        var (times, units, solved, excluded, several) = (new Series(), new Series(), 0, 0, 0);
        for (var seed = 0; seed < machines; seed++)
        {
            var machine = Minimal(seed, 8, 1, 1);
            var clock = Stopwatch.StartNew();
            var result = ThresholdSynthesis.Solve(machine, new() { Threads = Threads });
            times.Add(clock.Elapsed.TotalSeconds);
            units.Add(result.Network.HiddenUnits);
            if (!result.Constructed) solved++;
            if (result.Minimal == Minimality.Proved) excluded++;
            if (result.Attempts is [.., { SeveralCodes: true, Found: true }]) several++;
            Console.WriteLine($"random {seed}: {result.Network.HiddenUnits} units, {Words(result)}, {clock.Elapsed.TotalSeconds:0.0} s");
        }
        var table = new MarkdownTable("machines", "solved", "fewer units excluded", "fewest with several codes a state", "hidden units", "seconds");
        table.Add($"{machines}", $"{solved}", $"{excluded}", $"{several}", units.Text(1, "0"), times.Text(1, "0.0"));
        return $"Minimal machines of 8 states, 2 letters and 1 output bit, seeds from 0, within 60 s each, {Threads} threads.\n\n{table}";
    }

    private static string Construction(int repeats)
    {
        var (construction, proof, machine) = (new Series(), new Series(), Minimal(1, 1_000, 4, 2));
        var units = 0;
        for (var round = 0; round < repeats; round++)
        {
            var clock = Stopwatch.StartNew();
            var network = TransitionNetwork.Of(machine);
            construction.Add(clock.Elapsed.TotalSeconds);
            clock.Restart();
            if (!ThresholdProof.Prove(network, machine).Proved) throw new InvalidOperationException("The constructed network is wrong.");
            proof.Add(clock.Elapsed.TotalSeconds);
            units = network.HiddenUnits;
        }
        var table = new MarkdownTable("states", "letters", "hidden units", "construction, s", "proof, s");
        table.Add($"{machine.States}", $"{machine.Letters.Count}", units.ToString("N0", CultureInfo.InvariantCulture), construction.Text(1, "0.00"), proof.Text(1, "0.00"));
        return $"One hidden unit for each transition, one thread, {repeats} times.\n\n{table}";
    }

    private static string Words(SynthesisResult result) => result.Constructed ? "not found in time"
        : result.Minimal == Minimality.Proved ? "yes" : "as far as was asked";

    private static MooreMachine Minimal(int seed, int states, int inputBits, int outputBits)
    {
        var random = new Random(seed);
        var letters = Enumerable.Range(0, 1 << inputBits).Select(bits => new Letter($"{bits}", (ulong)bits)).ToArray();
        while (true)
        {
            var machine = new MooreMachine(letters, inputBits, outputBits, random.Next(states),
                Enumerable.Range(0, states).Select(_ => (ulong)random.Next(1 << outputBits)).ToArray(),
                Enumerable.Range(0, states * letters.Length).Select(_ => random.Next(states)).ToArray()).Minimise();
            if (machine.States == states) return machine;
        }
    }
}
