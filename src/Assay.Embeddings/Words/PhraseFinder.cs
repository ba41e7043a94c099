using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Core.Progress;
using Assay.Embeddings.Words.Internals;

namespace Assay.Embeddings.Words;

/// <summary>
/// Joins words that occur together far more often than by chance, new_york: score(a, b) = (count(ab) − δ)·N / (count(a)·count(b))
/// (Mikolov et al. 2013b, section 4, with the factor N of the word2phrase program). Lines are sentences, words are apart by white space.
/// <code>
/// PhraseFinder.Run("text.txt", "phrases.txt", new PhraseOptions { Passes = 2 });
/// </code>
/// </summary>
public static class PhraseFinder
{
    private const int Shown = 20;

    /// <summary>Reads a text and writes it with phrases joined by an underscore. The text is not held in memory, the counts are.</summary>
    /// <param name="input">The text.</param>
    /// <param name="output">The file to write, replaced as a whole; may be the input.</param>
    /// <param name="options">What becomes a phrase.</param>
    /// <param name="progress">Hears of the bytes read.</param>
    /// <param name="cancellation">Stops; the output is as it was.</param>
    /// <exception cref="InputException">The text is missing or has no words, or the output cannot be written.</exception>
    public static PhraseSummary Run(string input, string output, PhraseOptions options = default, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        if (options == default) options = new PhraseOptions();
        options.Validate();
        if (!File.Exists(input)) throw new InputException($"There is no file {input}; give a text file.");
        var source = input;
        var between = new List<string>();
        try
        {
            var (joined, phrases) = (0L, 0);
            for (var pass = 1; ; pass++)
            {
                var target = pass == options.Passes ? output : $"{Path.GetFullPath(output)}.pass{pass}.tmp";
                if (target != output) between.Add(target);
                var counts = Count(source, pass, progress, cancellation);
                if (counts.Words == 0) throw new InputException($"{input} has no words; give a text file.");
                var chosen = counts.Choose(options);
                joined += Join(source, target, counts, chosen, pass, progress, cancellation);
                phrases += chosen.Count;
                if (pass == options.Passes)
                {
                    var best = chosen.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(Shown);
                    return new PhraseSummary(counts.Words, joined, phrases, [.. best.Select(pair => (counts.Text(pair.Key), pair.Value))]);
                }
                source = target;
            }
        }
        finally
        {
            foreach (var file in between) File.Delete(file);
        }
    }

    private static PairCounts Count(string path, int pass, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var counts = new PairCounts();
        using var lines = new LineSource(path, $"counting pairs, pass {pass}", progress, cancellation);
        while (lines.Next() is { } line) counts.Add(line);
        return counts;
    }

    private static long Join(
        string path, string target, PairCounts counts, IReadOnlyDictionary<long, double> chosen, int pass, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var joined = 0L;
        AtomicFile.Write(target, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            using var lines = new LineSource(path, $"joining pairs, pass {pass}", progress, cancellation);
            while (lines.Next() is { } line) joined += counts.Join(line, chosen, writer);
        });
        return joined;
    }

    /// <summary>Reads lines and reports how far it is.</summary>
    private sealed class LineSource : IDisposable
    {
        private readonly StreamReader _reader;
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly string _stage;
        private readonly IProgress<ProgressReport>? _progress;
        private readonly CancellationToken _cancellation;
        private int _lines;

        public LineSource(string path, string stage, IProgress<ProgressReport>? progress, CancellationToken cancellation)
        {
            try
            {
                _reader = new StreamReader(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check its permissions.", exception);
            }
            _stage = stage;
            _progress = progress;
            _cancellation = cancellation;
        }

        public string? Next()
        {
            const int Interval = 4096;
            if (++_lines % Interval == 0)
            {
                _cancellation.ThrowIfCancellationRequested();
                _progress?.Report(new ProgressReport { Stage = _stage, Done = _reader.BaseStream.Position, Total = _reader.BaseStream.Length, Unit = "bytes", Elapsed = _watch.Elapsed });
            }
            return _reader.ReadLine();
        }

        public void Dispose() => _reader.Dispose();
    }
}
