using System.Globalization;
using System.Text.Json;
using Assay.Bench.Measuring;
using Assay.Bench.Peers;
using Assay.Bench.Results;

namespace Assay.Bench.Parts;

/// <summary>What the vectors are worth at five epochs: analogies and rank correlations with human judgement, over seeds.</summary>
internal sealed class QualityPart : ISweepPart
{
    private const int Epochs = 5;

    private static readonly (string Title, string File)[] Similarities =
    [
        ("WordSim-353", "EN-WS-353-ALL.txt"), ("SimLex-999", "EN-SIMLEX-999.txt"), ("MEN", "EN-MEN-TR-3k.txt"), ("RareWords", "EN-RW-STANFORD.txt"),
    ];

    public string Name => "quality";

    public string Heading => "Quality";

    public string Plan(SweepOptions options) =>
        $"{Epochs} epochs, d = {string.Join(", ", options.Dimensions)}: assay with {options.Seeds} seeds, peers with {options.PeerSeeds}" +
        (options.Quick ? ", fasttext left out. About 9 minutes" : ". Hours");

    public string Run(Sweep sweep)
    {
        var options = sweep.Options;
        var table = new MarkdownTable(["program", "d", "seeds", "analogies, %", .. Similarities.Select(set => set.Title)]);
        foreach (var dimensions in options.Dimensions)
        {
            table.Add(Row(sweep, sweep.Assay, dimensions, options.Seeds));
            if (sweep.Runs(PythonPeer.Gensim)) table.Add(Row(sweep, PythonPeer.Gensim, dimensions, options.PeerSeeds));
            if (!options.Quick && sweep.Runs(PythonPeer.FastText)) table.Add(Row(sweep, PythonPeer.FastText, dimensions, options.PeerSeeds));
        }
        return $"{Epochs} epochs, otherwise as above, two threads. Analogies: share right (3CosAdd) of the questions whose words are all known. " +
            "Word similarity: Spearman's rank correlation over the pairs whose words are all known. All vectors go through the same " +
            "evaluation, `assay embeddings evaluate`; the range is that of the seeds.\n\n" +
            table + sweep.Skipped(PythonPeer.Gensim, PythonPeer.FastText);
    }

    private static string[] Row(Sweep sweep, ITrainer trainer, int dimensions, int seeds)
    {
        var analogies = new Series();
        var correlations = Similarities.ToDictionary(set => set.File, _ => new Series());
        for (var seed = 1; seed <= seeds; seed++)
        {
            var file = Scratch.File($"{trainer.Name}-{dimensions}-{seed}{trainer.Extension}");
            if (!IsFresh(file, sweep.Options.Corpus))
                trainer.Train(new TrainingJob(sweep.Options.Corpus, dimensions, Epochs, 2, seed, file));
            var result = Evaluate(sweep, file);
            analogies.Add(result.GetProperty("analogies").GetProperty("accuracy").GetDouble());
            foreach (var similarity in result.GetProperty("similarities").EnumerateArray())
            {
                var name = Path.GetFileName(similarity.GetProperty("file").GetString()!);
                correlations[name].Add(similarity.GetProperty("spearman").GetDouble());
            }
            Sweep.Log($"{trainer.Name}, d {dimensions}, seed {seed}: analogies {analogies.Values[^1]:P1}, " +
                string.Join(", ", Similarities.Select(set => $"{set.Title} {correlations[set.File].Values[^1]:F3}")));
        }
        return
        [
            trainer.Name, dimensions.ToString(CultureInfo.InvariantCulture), seeds.ToString(CultureInfo.InvariantCulture),
            analogies.Text(100, "F1"), .. Similarities.Select(set => correlations[set.File].Text(1, "F3")),
        ];
    }

    /// <summary>Peers need minutes for vectors that do not change: those of an earlier sweep over this corpus are used again. Ours never are.</summary>
    private static bool IsFresh(string file, string corpus) =>
        !Path.GetFileName(file).StartsWith("assay", StringComparison.Ordinal) &&
        File.Exists(file) && File.GetLastWriteTimeUtc(file) > File.GetLastWriteTimeUtc(corpus);

    private static JsonElement Evaluate(Sweep sweep, string vectors) => ProcessRun.Require(sweep.Assay.Program,
        ["embeddings", "evaluate", vectors, "--analogies", sweep.Data("questions-words.txt"),
            "--similarities", .. Similarities.Select(set => sweep.Data(set.File)), "--json"]).Json();
}
