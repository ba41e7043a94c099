using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Embeddings;
using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Core.Projections;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Evaluation;
using Assay.Embeddings.Training;
using Assay.Embeddings.Vectors;
using Assay.Embeddings.Words;
using Assay.Reports;
using Assay.Reports.Plots;

namespace Assay.Cli.Tour;

/// <summary>Word vectors from the documentation of the .NET SDK.</summary>
internal sealed class EmbeddingsSection : ITourSection
{
    private const int MapWords = 400;

    private static readonly string[] _asked = ["stream", "string", "async", "collection", "certificate"];

    /// <inheritdoc/>
    public string Title => "Word embeddings";

    /// <inheritdoc/>
    public IReadOnlyList<TourResult> Run(CommandContext context, string directory, Report report)
    {
        var console = context.Console;
        var source = Text(context);
        using var corpus = console.Track(progress => TokenizedCorpus.Build(
            source, new TokenizerOptions(), new VocabularyOptions { MinimumCount = 5 }, new TokenizedCorpusOptions { Threads = context.Threads }, progress, context.Cancellation));
        // Small text: more passes and more noise words than the defaults for large text (Mikolov et al. 2013b advise 5 to 20).
        var options = new SkipGramOptions { Epochs = 15, Negatives = 10, Subsample = 1e-4, Threads = context.Threads, Seed = context.Seed };
        using var model = console.Track(progress => new SkipGramTrainer(corpus, options).Train(progress, context.Cancellation));
        var path = Path.Combine(directory, "words.safetensors");
        model.Save(path, new Dictionary<string, string> { ["corpus"] = corpus.Name });

        using var vectors = WordVectors.Open(path);
        var section = report.Section(Title).Text(
            $"Skip-gram with negative sampling ({options.Dimensions} dimensions, window {options.ContextWindow}, {options.Negatives} negatives, {options.Epochs} epochs) on `{corpus.Name}`: "
            + $"{Number(corpus.TokenCount)} words of text, {Number(corpus.Vocabulary.Count)} different ones. The model is `{path}`.");
        Neighbours(context, vectors, section);
        section.Figure(
            new LinePlot("Loss while training") { XLabel = "epoch", YLabel = "nats a pair" }.Add("running loss", model.Summary.Curve.Select(point => (point.Epoch, point.Loss))),
            "Mean loss of a (centre, context) pair, each taken just before its update. Within an epoch it follows the text: some libraries' documentation is easier to predict than others'.");
        var analogies = Evaluate(context, directory, vectors, section);
        Map(context, vectors, section);

        var summary = model.Summary;
        return
        [
            new("words_per_second", "words trained on a second", summary.WordsPerSecond, string.Create(CultureInfo.InvariantCulture, $"{summary.WordsPerSecond / 1e6:0.00} million")),
            new("words", "words trained on, all epochs", summary.Words, Number(summary.Words)),
            new("vocabulary", "different words", corpus.Vocabulary.Count, Number(corpus.Vocabulary.Count)),
            new("loss", "loss of a pair in the last epoch", summary.Loss, string.Create(CultureInfo.InvariantCulture, $"{summary.Loss:0.000} nats")),
            new("analogies", "word forms by analogy", analogies.Accuracy, string.Create(CultureInfo.InvariantCulture, $"{analogies.Accuracy:0.0 %} of {analogies.Answered}")),
        ];
    }

    private static Corpus Text(CommandContext context)
    {
        try
        {
            return Corpus.Open(SdkDocumentation.Specification);
        }
        catch (InputException missing)
        {
            context.Console.Note($"{missing.Message} The tour goes on with generated text.");
            return Corpus.FromText(GeneratedText.Sentences(60_000, context.Seed));
        }
    }

    private static void Neighbours(CommandContext context, WordVectors vectors, ReportSection section)
    {
        const int Top = 6;
        var table = new ReportTable("Nearest words by cosine", "word", "its nearest words");
        foreach (var word in _asked.Where(word => vectors.TryGetId(word, out _)))
        {
            var neighbours = vectors.Nearest(word, Top);
            context.Console.Show(NeighbourTable.Of(word, "cosine", neighbours));
            table.Row(word, string.Join(", ", neighbours.Select(neighbour => neighbour.Word)));
        }
        section.Table(table);
    }

    private static AnalogyEvaluation Evaluate(CommandContext context, string directory, WordVectors vectors, ReportSection section)
    {
        var path = Path.Combine(directory, "questions.txt");
        AtomicFile.WriteAllText(path, TourQuestions.Text);
        var analogies = AnalogyEvaluation.Run(vectors, path, new AnalogyOptions { Threads = context.Threads }, cancellation: context.Cancellation);
        var table = new ReportTable("Word forms by analogy", "kind", "right", "answered", "accuracy");
        foreach (var part in analogies.Sections) table.Row(part.Name, $"{part.Correct}", $"{part.Answered}", part.Accuracy.ToString("0.0 %", CultureInfo.InvariantCulture));
        section.Text($"\"Array is to arrays as string is to ?\": every pair of pairs in `{path}`, the answer searched among all words but the three of the question.");
        section.Table(table);
        return analogies;
    }

    private static void Map(CommandContext context, WordVectors vectors, ReportSection section)
    {
        // The most frequent words are the, of, to: they lie in the middle of everything and say nothing.
        const int Skipped = 100;
        var map = VectorMap.Of(vectors, VectorMap.MostFrequent(vectors, MapWords, Skipped), MapMethod.Tsne, context.Seed, context.Threads, null, context.Cancellation);
        var plot = new ScatterMap($"{map.Count} words");
        foreach (var (word, x, y) in map) plot.Add(word, x, y);
        section.Figure(plot, "t-SNE of the word vectors: near words are near here; distances between far groups mean little. A name that would cover another is left out and shows on its point.");
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
