using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench.Parts;

/// <summary>How long a user waits for a new process: help, and neighbours from the published command and from the native sample.</summary>
internal sealed class StartPart : ISweepPart
{
    public string Name => "start";

    public string Heading => "Start";

    public string Plan(SweepOptions options) => $"{2 * options.Repeats + 1} starts of each program. Under a minute";

    public string Run(Sweep sweep)
    {
        var model = Scratch.File("start.safetensors");
        var trained = sweep.Assay.Train(new TrainingJob(sweep.Options.Corpus, 100, 1, 2, 1, model));
        var native = PublishNative();
        var table = new MarkdownTable("new process, files in the page cache", "ms");
        void Time(string title, string program, params string[] arguments)
        {
            var times = new Series();
            ProcessRun.Require(program, arguments);
            for (var i = 0; i < 2 * sweep.Options.Repeats; i++) times.Add(ProcessRun.Require(program, arguments).Seconds);
            table.Add(title, times.Text(1e3));
        }

        Time("`assay --help`", sweep.Assay.Program, "--help");
        Time("`assay embeddings nearest MODEL king`", sweep.Assay.Program, "embeddings", "nearest", model, "king");
        Time("native sample: ten nearest of king", native, model, "king");
        return $"The model has {new FileInfo(model).Length / 1e6:N0} MB: d = 100, trained on {Path.GetFileName(sweep.Options.Corpus)}, " +
            $"with the context matrix that resuming needs ({trained.Words:N0} words).\n\n" + table;
    }

    private static string PublishNative()
    {
        var folder = Path.GetFullPath(Path.Combine("artifacts", "native", "nearest-native"));
        ProcessRun.Require("dotnet", "publish", Path.Combine("samples", "nearest-native.cs"), "-o", folder);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "nearest-native.exe" : "nearest-native");
    }
}
