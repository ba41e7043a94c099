using System.Globalization;
using System.Text.Json;
using Assay.Bench.Measuring;

namespace Assay.Bench.Peers;

/// <summary>A peer that is run by a script of bench/peers, which prints one line of JSON.</summary>
internal sealed class PythonPeer(string name, string package, string probe, string extension) : ITrainer
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>
    /// On the reference BLAS, which Debian falls back to, a matrix product takes twenty times as long, and gensim (whose inner loop calls
    /// BLAS for every dot product) a good third longer: that would be no peer.
    /// </summary>
    private const string WantsFastBlas =
        "import sys; maps = open('/proc/self/maps').read(); sys.exit(not any(name in maps for name in ('openblas', 'mkl_', 'libblis')))";

    public static readonly PythonPeer Gensim =
        new("gensim", "python3-gensim libopenblas0-pthread", "import gensim; " + WantsFastBlas, ".bin");

    public static readonly PythonPeer FastText =
        new("fasttext", "fasttext", "import shutil, sys; sys.exit(shutil.which('fasttext') is None)", ".vec");

    public static readonly PythonPeer Torch =
        new("torch", "python3-torch libopenblas0-pthread", "import torch; " + WantsFastBlas, "");

    public static readonly PythonPeer Onnx =
        new("onnx", "python3-onnx", "import onnx", "");

    public static readonly PythonPeer Sgemm =
        new("numpy", "python3-numpy libopenblas0-pthread", "import numpy; " + WantsFastBlas, "");

    private bool? _installed;

    private string Missing => package.Contains("blas", StringComparison.Ordinal) ? "not installed, or runs on the reference BLAS" : "not installed";

    public string Name => name;

    public string Extension => extension;

    /// <summary>Whether it can run here; says once how to install it where not.</summary>
    public bool IsInstalled
    {
        get
        {
            if (_installed is { } known) return known;
            _installed = File.Exists(Interpreter) && ProcessRun.Start(Interpreter, ["-c", probe]).ExitCode == 0;
            if (_installed == false) Console.Error.WriteLine($"SKIPPED: {name} is {Missing}; apt-get install {package}");
            return _installed.Value;
        }
    }

    /// <summary>The line that stands in the results when it is missing.</summary>
    public string SkippedLine => $"Skipped: {name} is {Missing} (`apt-get install {package}`).";

    public static JsonElement Script(string script, params IEnumerable<string> arguments) =>
        ProcessRun.Require(Interpreter, [Path.Combine("bench", "peers", script), .. arguments]).Json();

    public TrainingResult Train(TrainingJob job)
    {
        var run = ProcessRun.Require(Interpreter,
            Path.Combine("bench", "peers", $"{name}_train.py"), job.Corpus, "--dimensions", Text(job.Dimensions),
            "--epochs", Text(job.Epochs), "--threads", Text(job.Threads), "--seed", Text(job.Seed),
            "--out", job.Output ?? Scratch.File(name + extension));
        var json = run.Json();
        return new TrainingResult(json.TryGetProperty("words", out var words) ? words.GetDouble() : null,
            json.GetProperty("training_seconds").GetDouble(), run.Seconds, json.GetProperty("peak_memory_bytes").GetDouble());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
