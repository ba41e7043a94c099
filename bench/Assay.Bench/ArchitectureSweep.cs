using System.Diagnostics;
using System.Globalization;
using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;
using Assay.Architecture.ReceptiveFields;
using Assay.Architecture.Shapes;
using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench;

/// <summary>How long the analysis of networks takes: warm in one process, and cold as a command, beside the onnx package in Python.</summary>
internal static class ArchitectureSweep
{
    public const string Usage = """
        dotnet run -c Release --project bench/Assay.Bench -- architecture --models DIR [options]

          --models DIR        ONNX models, light_inception_v1.onnx among them
          --repeats N         rounds in which ours and the peer alternate (5)
          --assay PROGRAM     the published command (default: publishes it to artifacts/bench/cli)
        """;

    private const int WarmRuns = 30;
    private const string Cold = "light_inception_v1.onnx";

    public static int Run(string[] arguments)
    {
        try
        {
            var values = new Dictionary<string, string>();
            for (var i = 0; i + 1 < arguments.Length; i += 2) values[arguments[i]] = arguments[i + 1];
            var folder = values.GetValueOrDefault("--models") ?? throw new BenchmarkException($"--models is missing.\n{Usage}");
            string[] models = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal)] : throw new BenchmarkException($"no folder {folder}");
            var repeats = int.Parse(values.GetValueOrDefault("--repeats", "5"), CultureInfo.InvariantCulture);
            var assay = values.TryGetValue("--assay", out var program) ? new AssayCommand(program) : AssayCommand.Publish();
            var results = new ResultsFile("bench/results/architecture.md", ["Warm", "Cold"], "Costs of networks");
            var command = "dotnet run -c Release --project bench/Assay.Bench -- architecture --models DIR";
            Write("Warm", Warm(models, repeats));
            Write("Cold", ColdStart(Path.Combine(folder, Cold), assay, 2 * repeats));
            return 0;

            void Write(string heading, string body)
            {
                results.Replace(heading, body, command);
                Console.WriteLine($"\n## {heading}\n\n{body}");
            }
        }
        catch (BenchmarkException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }
    }

    private static string Warm(string[] models, int repeats)
    {
        var ours = models.Select(_ => new Series()).ToArray();
        var costs = models.Select(_ => new Series()).ToArray();
        var peer = models.Select(_ => new Series()).ToArray();
        foreach (var model in models) for (var i = 0; i < 3 * WarmRuns; i++) _ = Analyse(model);
        for (var round = 0; round < repeats; round++)
        {
            for (var i = 0; i < models.Length; i++)
            {
                ours[i].Add(Median(() => Analyse(models[i])));
                costs[i].Add(Median(() => CostAnalysis.Of(ShapeInference.Infer(OnnxReader.Read(models[i])))));
            }
            if (!PythonPeer.Onnx.IsInstalled) continue;
            var answer = PythonPeer.Script("onnx_cost.py", [WarmRuns.ToString(CultureInfo.InvariantCulture), .. models]).GetProperty("models");
            for (var i = 0; i < models.Length; i++)
            {
                var times = new Series();
                foreach (var value in answer[i].GetProperty("seconds").EnumerateArray()) times.Add(value.GetDouble());
                peer[i].Add(times.Median);
            }
        }
        var table = new MarkdownTable("model", "nodes", "reading and costs, ms", "and receptive field, bottleneck, ms", "onnx package, reading and costs, ms", "assay is × faster");
        for (var i = 0; i < models.Length; i++)
            table.Add(Path.GetFileName(models[i]), $"{OnnxReader.Read(models[i]).Nodes.Count}", costs[i].Text(1e3, "0.00"), ours[i].Text(1e3, "0.00"), peer[i].Text(1e3, "0.00"), peer[i].Count > 0 ? peer[i].Over(costs[i]).Text(1, "0.0") : "–");
        var large = Large();
        var (largeCosts, largeAll) = (new Series(), new Series());
        for (var round = 0; round < repeats; round++)
        {
            largeCosts.Add(Median(() => CostAnalysis.Of(ShapeInference.Infer(large))));
            largeAll.Add(Median(() => Analyse(ShapeInference.Infer(large))));
        }
        table.Add("built, residual and parallel branches (not read)", $"{large.Nodes.Count}", largeCosts.Text(1e3, "0.00"), largeAll.Text(1e3, "0.00"), "–", "–");
        return $"One thread, after warming up; each figure is the median of {repeats} rounds of {WarmRuns} runs. The onnx package infers shapes in C++ and knows no receptive field, memory or bottleneck; "
            + $"a Python loop counts its parameters and multiply-adds (`bench/peers/onnx_cost.py`).{(PythonPeer.Onnx.IsInstalled ? "" : "\n\n" + PythonPeer.Onnx.SkippedLine)}\n\n{table}";
    }

    private static string ColdStart(string model, AssayCommand assay, int repeats)
    {
        var (ours, peer) = (new Series(), new Series());
        ProcessRun.Require(assay.Program, "cnn", "cost", model);
        for (var i = 0; i < repeats; i++)
        {
            ours.Add(ProcessRun.Require(assay.Program, "cnn", "cost", model).Seconds);
            if (PythonPeer.Onnx.IsInstalled) peer.Add(ProcessRun.Require("/usr/bin/python3", Path.Combine("bench", "peers", "onnx_cost.py"), "1", model).Seconds);
        }
        var table = new MarkdownTable("whole command on " + Path.GetFileName(model) + ", files in the page cache", "ms");
        table.Add("`assay cnn cost MODEL`", ours.Text(1e3));
        if (peer.Count > 0)
        {
            table.Add("`python3 onnx_cost.py 1 MODEL`", peer.Text(1e3));
            table.Add("assay is × faster", peer.Over(ours).Text(1, "0.0"));
        }
        return table.ToString();
    }

    private static double Median<T>(Func<T> work)
    {
        var times = new Series();
        for (var i = 0; i < WarmRuns; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return times.Median;
    }

    private static (CostReport, ReceptiveFieldReport, BottleneckReport) Analyse(string model) => Analyse(ShapeInference.Infer(OnnxReader.Read(model)));

    private static (CostReport, ReceptiveFieldReport, BottleneckReport) Analyse(Graph graph) => (CostAnalysis.Of(graph), ReceptiveFieldAnalysis.Of(graph), BottleneckAnalysis.Of(graph));

    // A thousand operations: blocks of two branches that are joined, around shortcuts.
    internal static Graph Large()
    {
        var net = new GraphBuilder("large");
        var x = net.Input("image", 1, 3, 224, 224);
        x = net.Convolution(x, 32, WindowOptions.Square(3, 2, 1));
        for (var block = 0; block < 111; block++)
        {
            var left = net.Relu(net.BatchNormalization(net.Convolution(x, 16, WindowOptions.Square(3, 1, 1), bias: false)));
            var right = net.Relu(net.BatchNormalization(net.Convolution(x, 16, WindowOptions.Square(1), bias: false)));
            x = net.Relu(net.Add(net.Concat([left, right]), x));
        }
        net.Output(net.Dense(net.GlobalAveragePool(x), 10));
        return net.Build();
    }
}
