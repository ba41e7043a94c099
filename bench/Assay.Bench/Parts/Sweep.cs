using Assay.Bench.Peers;

namespace Assay.Bench.Parts;

/// <summary>What the parts of a sweep share.</summary>
internal sealed class Sweep(SweepOptions options)
{
    private AssayCommand? _assay;

    public SweepOptions Options => options;

    /// <summary>The published command; published when the first part asks for it.</summary>
    public AssayCommand Assay => _assay ??= options.Assay is { } program ? new AssayCommand(program) : AssayCommand.Publish();

    public bool Runs(PythonPeer peer) => options.Peers.Contains(peer.Name) && peer.IsInstalled;

    /// <summary>A line for each peer that was asked for and is not there.</summary>
    public string Skipped(params IEnumerable<PythonPeer> peers) =>
        string.Concat(peers.Where(peer => options.Peers.Contains(peer.Name) && !peer.IsInstalled).Select(peer => "\n" + peer.SkippedLine + "\n"));

    /// <summary>A file of the evaluation data.</summary>
    public string Data(string name)
    {
        if (options.Data is null) throw new Measuring.BenchmarkException("--data is missing: the folder with questions-words.txt and EN-*.txt");
        var path = Path.Combine(options.Data, name);
        return File.Exists(path) ? path : throw new Measuring.BenchmarkException($"no file {path}");
    }

    public static void Log(string line) => Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {line}");
}
