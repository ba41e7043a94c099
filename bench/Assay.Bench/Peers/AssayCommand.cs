using System.Globalization;
using Assay.Bench.Measuring;

namespace Assay.Bench.Peers;

/// <summary>Ours, as a user runs it: the published command.</summary>
internal sealed class AssayCommand(string program, bool deterministic = false) : ITrainer
{
    public string Name => deterministic ? "assay --deterministic" : "assay";

    public string Extension => ".safetensors";

    public string Program => program;

    /// <summary>Publishes the command as it is released (ReadyToRun), once.</summary>
    public static AssayCommand Publish()
    {
        var folder = Path.GetFullPath(Path.Combine("artifacts", "bench", "cli"));
        Console.Error.WriteLine("publishing the command");
        ProcessRun.Require("dotnet", "publish", "src/Assay.Cli", "-c", "Release", "--use-current-runtime", "--self-contained", "false",
            "-p:PublishReadyToRun=true", "-o", folder, "-v", "q");
        return new AssayCommand(Path.Combine(folder, OperatingSystem.IsWindows() ? "assay.exe" : "assay"));
    }

    public TrainingResult Train(TrainingJob job)
    {
        string[] arguments =
        [
            "embeddings", "train", "--corpus", job.Corpus, "--out", job.Output ?? Scratch.File("ours.safetensors"),
            "--dimensions", Text(job.Dimensions), "--epochs", Text(job.Epochs), "--threads", Text(job.Threads), "--seed", Text(job.Seed),
            "--quiet", "--json", .. deterministic ? ["--deterministic"] : Array.Empty<string>(),
        ];
        var run = ProcessRun.Require(program, arguments);
        var json = run.Json();
        var words = json.GetProperty("words").GetDouble();
        return new TrainingResult(words, words / json.GetProperty("words_per_second").GetDouble(), run.Seconds,
            json.GetProperty("peak_memory_bytes").GetDouble());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
