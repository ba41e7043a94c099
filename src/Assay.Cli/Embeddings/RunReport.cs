using System.Globalization;
using Assay.Core.Runs;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Training;
using Assay.Embeddings.Vectors;
using Assay.Reports;
using Assay.Reports.Plots;

namespace Assay.Cli.Embeddings;

/// <summary>The page that a training leaves in the directory of its run.</summary>
internal static class RunReport
{
    private const int Shown = 12;

    /// <summary>Writes report.html from a finished run.</summary>
    public static void Write(RunDirectory run, RunManifest manifest, SkipGramModel model, TokenizedCorpus corpus)
    {
        var summary = model.Summary;
        var report = new Report($"Word vectors from {corpus.Name}")
        {
            Kind = manifest.Command,
            Summary = string.Create(CultureInfo.InvariantCulture, $"{corpus.TokenCount:N0} words of text, {corpus.Vocabulary.Count:N0} different ones, {summary.Epochs} epochs in {summary.Seconds:0.0} s of training."),
        };
        report.KeyFigures(
            new("words a second", string.Create(CultureInfo.InvariantCulture, $"{summary.WordsPerSecond:N0}")),
            new("loss of a pair, last epoch", string.Create(CultureInfo.InvariantCulture, $"{summary.Loss:0.0000}"), "nats"),
            new("vocabulary", string.Create(CultureInfo.InvariantCulture, $"{model.Vocabulary.Count:N0}")));
        report.Section("Training").Figure(
            new LinePlot("Loss while training") { XLabel = "epoch", YLabel = "nats a pair" }.Add("running loss", summary.Curve.Select(point => (point.Epoch, point.Loss))),
            "Mean loss of a (centre, context) pair, each taken just before its update.");
        report.Section("Neighbours").Table(Neighbours(run));
        var options = new ReportTable("Options, defaults included", "option", "value");
        foreach (var (name, value) in manifest.Options) options.Row(name, value);
        report.Section("Options").Table(options);
        foreach (var (name, hash) in manifest.DataHashes) report.Detail($"Text {name}", hash);
        report.Detail("Seed", manifest.Seed.ToString(CultureInfo.InvariantCulture)).Detail("Processor", manifest.Machine.Processor).Detail("Runtime", manifest.Machine.Runtime);
        report.Save(run.ReportPath);
    }

    /// <summary>Neighbours of words across the range of frequencies, since rare words are the worse learned ones.</summary>
    private static ReportTable Neighbours(RunDirectory run)
    {
        using var vectors = WordVectors.Open(run.ModelPath);
        var table = new ReportTable("Nearest words by cosine, of words from frequent to rare", "rank", "word", "its nearest words");
        var ids = Enumerable.Range(0, Shown).Select(i => (int)(Math.Pow(vectors.Count, (i + 1.0) / (Shown + 1)) - 1)).Distinct();
        foreach (var id in ids)
        {
            var word = vectors.Word(id);
            table.Row((id + 1).ToString("N0", CultureInfo.InvariantCulture), word, string.Join(", ", vectors.Nearest(word, 6).Select(neighbour => neighbour.Word)));
        }
        return table;
    }
}
