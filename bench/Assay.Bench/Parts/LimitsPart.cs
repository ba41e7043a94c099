using System.Globalization;
using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Training;
using Assay.Embeddings.Words;

namespace Assay.Bench.Parts;

/// <summary>What the machine can do, and how far training is from it.</summary>
internal sealed class LimitsPart : ISweepPart
{
    private const int Threads = 2;

    public string Name => "limits";

    public string Heading => "The machine's limits";

    public string Plan(SweepOptions options) =>
        $"{options.Repeats} rounds of multiply-adds, sgemm, copying, training at d = {string.Join(", ", options.Dimensions)}. About {options.Repeats} minutes";

    public string Run(Sweep sweep)
    {
        var options = sweep.Options;
        var hasProducts = sweep.Runs(PythonPeer.Sgemm);
        var sgemmName = "sgemm";
        Dictionary<int, Series> peak = [], products = [], copy = [];
        var training = options.Dimensions.ToDictionary(dimensions => dimensions, _ => new Series());
        var words = options.Dimensions.ToDictionary(dimensions => dimensions, _ => new Series());
        for (var threads = 1; threads <= Threads; threads++) (peak[threads], products[threads], copy[threads]) = (new(), new(), new());

        using var corpus = TokenizedCorpus.Build(
            Corpus.FromFiles(options.Corpus), new TokenizerOptions(), new VocabularyOptions(), new TokenizedCorpusOptions { Threads = Threads });
        for (var round = 0; round < options.Repeats; round++)
        {
            for (var threads = 1; threads <= Threads; threads++)
            {
                peak[threads].Add(MultiplyAddPeak.FlopsPerSecond(threads));
                copy[threads].Add(Machine.CopyBytesPerSecond(threads));
                if (!hasProducts) continue;
                var (flops, program) = Sgemm.FlopsPerSecond(threads);
                products[threads].Add(flops);
                sgemmName = $"sgemm, {program}";
            }
            foreach (var dimensions in options.Dimensions)
            {
                var skipGram = new SkipGramOptions { Dimensions = dimensions, Epochs = 1, Threads = Threads, Subsample = 1e-4, Seed = (ulong)round + 1 };
                using var model = new SkipGramTrainer(corpus, skipGram).Train();
                var summary = model.Summary!;
                // A pair has 1 + k predictions; each costs a dot product and two updates of 2·d operations.
                training[dimensions].Add(6.0 * dimensions * (1 + skipGram.Negatives) * summary.Pairs / summary.Seconds);
                words[dimensions].Add(summary.WordsPerSecond);
            }
            Sweep.Log($"limits: multiply-adds {peak[Threads].Values[^1] / 1e9:F0} GFLOP/s, training " +
                string.Join(", ", training.Select(pair => $"d {pair.Key}: {pair.Value.Values[^1] / 1e9:F0}")));
        }

        var machine = new MarkdownTable("limit", "one thread", "two threads");
        machine.Add("multiply-adds in registers, GFLOP/s", peak[1].Text(1e-9, "F0"), peak[2].Text(1e-9, "F0"));
        if (hasProducts) machine.Add($"{sgemmName}, GFLOP/s", products[1].Text(1e-9, "F0"), products[2].Text(1e-9, "F0"));
        machine.Add("copying, GB/s read and written", copy[1].Text(1e-9, "F1"), copy[2].Text(1e-9, "F1"));
        var distance = new MarkdownTable("training, two threads", "k words/s", "GFLOP/s", "of the multiply-adds, %", "of sgemm, %");
        foreach (var dimensions in options.Dimensions)
        {
            distance.Add("d = " + dimensions.ToString(CultureInfo.InvariantCulture), words[dimensions].Text(1e-3), training[dimensions].Text(1e-9, "F0"),
                training[dimensions].Over(peak[Threads]).Text(100, "F0"), hasProducts ? training[dimensions].Over(products[Threads]).Text(100, "F0") : "–");
        }
        return $"{options.Repeats} rounds in turn.\n\n{machine}\nTraining counts 6·(1 + k)·d operations for each pair of a centre and a context word that was trained on " +
            $"(a dot product and two updates for the target and each of k = 5 negatives); one epoch.\n\n{distance}" + sweep.Skipped(PythonPeer.Sgemm);
    }
}
