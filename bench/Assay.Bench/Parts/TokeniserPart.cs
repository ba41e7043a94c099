using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Bench.Parts;

/// <summary>Text to word ids: reading, counting, cutting the vocabulary and writing the ids.</summary>
internal sealed class TokeniserPart : ISweepPart
{
    public string Name => "tokeniser";

    public string Heading => "Reading the corpus";

    public string Plan(SweepOptions options) => $"{options.Repeats} rounds of assay on one and two threads, gensim, fasttext. About {1 + (options.Repeats / 3)} minutes";

    public string Run(Sweep sweep)
    {
        var options = sweep.Options;
        var bytes = new FileInfo(options.Corpus).Length;
        var vocabulary = Read(options.Corpus, 2, out _);
        Series one = new(), two = new();
        var peers = new[] { PythonPeer.Gensim, PythonPeer.FastText }.Where(sweep.Runs).ToDictionary(peer => peer, _ => new Series());
        var sizes = new Dictionary<PythonPeer, int>();
        for (var round = 0; round < options.Repeats; round++)
        {
            foreach (var (series, threads) in new[] { (one, 1), (two, 2) })
            {
                Read(options.Corpus, threads, out var seconds);
                series.Add(bytes / seconds);
            }
            foreach (var (peer, series) in peers)
            {
                var json = PythonPeer.Script("vocabulary.py", peer.Name, options.Corpus);
                series.Add(bytes / json.GetProperty("seconds").GetDouble());
                sizes[peer] = json.GetProperty("vocabulary").GetInt32();
            }
            Sweep.Log($"tokeniser: {one.Values[^1] / 1e6:N0} MB/s on one thread, {two.Values[^1] / 1e6:N0} on two");
        }

        var table = new MarkdownTable("program", "threads", "does", "MB/s", "assay on two threads is × faster", "words");
        table.Add("assay", "1", "reads, counts, writes ids", one.Text(1e-6), "", $"{vocabulary:N0}");
        table.Add("assay", "2", "reads, counts, writes ids", two.Text(1e-6), "", $"{vocabulary:N0}");
        foreach (var (peer, series) in peers)
            table.Add(peer.Name, "1", "reads, counts", series.Text(1e-6, "F1"), two.Over(series).Text(1, "F1"), $"{sizes[peer]:N0}");
        return $"{bytes / 1e6:N0} MB of text, in the page cache; {options.Repeats} rounds in turn. Both peers read on one thread and write no ids: they read the text " +
            "again while they train. fastText counts the end of a line as a word.\n\n" + table + sweep.Skipped(PythonPeer.Gensim, PythonPeer.FastText);
    }

    private static int Read(string corpus, int threads, out double seconds)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var read = TokenizedCorpus.Build(
            Corpus.FromFiles(corpus), new TokenizerOptions(), new VocabularyOptions(), new TokenizedCorpusOptions { Threads = threads });
        seconds = clock.Elapsed.TotalSeconds;
        return read.Vocabulary.Count;
    }
}
