using Assay.Core.Errors;

namespace Assay.Core.Runs;

/// <summary>
/// The directory of one training run: what was asked (run.json), how it went (metrics.jsonl and TensorBoard event files), where it stands
/// (checkpoint.safetensors), what came out (model.safetensors) and what a person reads (report.html).
/// <code>
/// var run = RunDirectory.Create("runs/first");
/// new RunManifest { Command = "assay embeddings train", Seed = 1 }.Write(run.ManifestPath);
/// using var metrics = MetricsLog.Open(run.MetricsPath);
/// </code>
/// </summary>
public sealed class RunDirectory
{
    private RunDirectory(string path) => Path = System.IO.Path.GetFullPath(path);

    /// <summary>Full path of the directory.</summary>
    public string Path { get; }

    /// <summary>run.json: command, options, seed, versions, hashes of the data, machine.</summary>
    public string ManifestPath => Within("run.json");

    /// <summary>metrics.jsonl: one line of numbers a report.</summary>
    public string MetricsPath => Within("metrics.jsonl");

    /// <summary>checkpoint.safetensors: everything needed to go on.</summary>
    public string CheckpointPath => Within("checkpoint.safetensors");

    /// <summary>model.safetensors: the result.</summary>
    public string ModelPath => Within("model.safetensors");

    /// <summary>report.html.</summary>
    public string ReportPath => Within("report.html");

    /// <summary>Makes a directory for a new run, with its parents.</summary>
    /// <exception cref="InputException">It holds a run already, is a file, or cannot be made.</exception>
    public static RunDirectory Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var run = new RunDirectory(path);
        if (File.Exists(run.Path)) throw new InputException($"Cannot make the run directory {path}: it is a file; choose another path.");
        if (File.Exists(run.ManifestPath)) throw new InputException($"{path} holds a run already; resume it or choose another directory.");
        try
        {
            Directory.CreateDirectory(run.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot make the run directory {path}: {exception.Message.TrimEnd('.')}; choose a path that you may write to.", exception);
        }
        return run;
    }

    /// <summary>Opens the directory of an earlier run.</summary>
    /// <exception cref="InputException">There is none: no such directory, or no run.json in it.</exception>
    public static RunDirectory Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var run = new RunDirectory(path);
        if (!Directory.Exists(run.Path)) throw new InputException($"There is no run directory {path}; check the path.");
        if (!File.Exists(run.ManifestPath)) throw new InputException($"{path} is not a run directory: it has no run.json; check the path.");
        return run;
    }

    /// <summary>Whether a path is the directory of a run.</summary>
    public static bool IsRun(string path) => File.Exists(System.IO.Path.Combine(path, "run.json"));

    private string Within(string name) => System.IO.Path.Combine(Path, name);
}
