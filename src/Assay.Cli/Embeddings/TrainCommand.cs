using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;
using Assay.Core.Progress;
using Assay.Core.Runs;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Models;
using Assay.Embeddings.Training;
using Assay.Embeddings.Vectors;
using Assay.Embeddings.Words;

namespace Assay.Cli.Embeddings;

/// <summary><c>assay embeddings train</c>: text in, word vectors out.</summary>
internal sealed class TrainCommand : CommandDescription
{
    private readonly CorpusSettings _corpus = new();
    private readonly TextSetting _out = new("--out", "MODEL", "Where the model goes: a file, whose ending chooses the format (.safetensors, .txt, .vec or .bin), or a name without an ending: a directory with the model, run.json, metrics, TensorBoard events and a report.") { Required = true };
    private readonly ChoiceSetting<SkipGramObjective> _objective = new(
        "--objective", "What is minimised.", ("negative-sampling", SkipGramObjective.NegativeSampling), ("full-softmax", SkipGramObjective.FullSoftmax), ("hierarchical-softmax", SkipGramObjective.HierarchicalSoftmax));
    private readonly CountSetting _dimensions = new("--dimensions", "Length of each vector.", 1, 10_000) { Default = 100 };
    private readonly CountSetting _window = new("--window", "Words on each side of the centre that count as its context.", 1, 1_000) { Default = 5 };
    private readonly ChoiceSetting<WindowShape> _shape = new("--window-shape", "Draw the width of each window from 1 to --window, or always take all.", ("dynamic", WindowShape.Dynamic), ("fixed", WindowShape.Fixed));
    private readonly ChoiceSetting<ContextSide> _context = new("--context", "On which side of the centre the context lies.", ("both", ContextSide.Both), ("left", ContextSide.Left), ("right", ContextSide.Right));
    private readonly ChoiceSetting<PredictionDirection> _direction = new(
        "--predict", "Whether each context word predicts the centre (word2vec's way) or the centre its context (the textbook's).", ("centre", PredictionDirection.ContextPredictsCentre), ("context", PredictionDirection.CentrePredictsContext));
    private readonly CountSetting _negatives = new("--negatives", "Noise words for each prediction.", 1, 1_000) { Default = 5 };
    private readonly NumberSetting _noise = new("--noise-exponent", "Exponent of the word counts in the noise distribution.", -4, 4) { Default = 0.75 };
    private readonly NumberSetting _subsample = new("--subsample", "Drop occurrences of words more frequent than this share of the text; 0 drops none.", 0, 1) { Default = 1e-4 };
    private readonly CountSetting _epochs = new("--epochs", "Passes over the text.", 1, 1_000_000) { Default = 5 };
    private readonly NumberSetting _rate = new("--learning-rate", "Learning rate at the start; it falls linearly.", 1e-9, 1e3) { Default = 0.025 };
    private readonly CountSetting _batch = new("--batch", "Centres in a step of the full softmax.", 1, 65_536) { Default = 64 };
    private readonly FlagSetting _deterministic = new("--deterministic", "The same result in every run with any number of threads, at a third to half of the speed.");
    private readonly FlagSetting _resume = new("--resume", "Go on from the checkpoint that an interrupted training left beside the model.");
    private readonly TextSetting _from = new("--from", "MODEL", "Train an earlier model (.safetensors) on, on new text; new words are added.");

    /// <inheritdoc/>
    public override string Name => "train";

    /// <inheritdoc/>
    public override string Summary => "Train word vectors on text.";

    /// <inheritdoc/>
    public override string Description =>
        "Skip-gram (Mikolov et al. 2013). Interrupted by Ctrl-C, and every five minutes, it leaves a checkpoint beside the model, from which --resume goes on.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay embeddings train --corpus sdk-docs --out docs.safetensors", "Learns from the documentation of the .NET SDK."),
        new("assay embeddings train --corpus wiki.txt.gz --out wiki.safetensors --dimensions 300 --epochs 10", "Longer vectors, more passes."),
        new("assay embeddings train --corpus wiki.txt --out runs/wiki", "Keeps the whole run: model, options, metrics, report."),
        new("assay embeddings train --corpus new.txt --out newer.safetensors --from wiki.safetensors", "Trains on with new text."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings =>
    [
        .. _corpus.All, _out, _objective, _dimensions, _window, _shape, _context, _direction, _negatives, _noise, _subsample, _epochs, _rate, _batch,
        _deterministic, _resume, _from,
    ];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var parsed = context.Parsed;
        var output = TrainingOutput.At(_out.Value(parsed)!, _resume.Value(parsed));

        using var corpus = ReadFor(context, output);
        if (corpus.Statistics.InvalidSequences > 0)
            context.Console.Note(string.Create(CultureInfo.InvariantCulture, $"{corpus.Name}: {corpus.Statistics.InvalidSequences} byte sequences are not UTF-8; they were left out."));
        var manifest = Manifest(context, corpus);
        var goesOn = _resume.Value(parsed) && File.Exists(output.CheckpointPath);
        if (output.Run is { } begun && !(goesOn && File.Exists(begun.ManifestPath))) manifest.Write(begun.ManifestPath);
        var trainer = new SkipGramTrainer(corpus, Options(context)) { CheckpointPath = output.CheckpointPath };
        using var model = context.Console.Track(progress => Record(context, trainer, output, progress));
        Save(context, model, corpus, output);
        if (output.Run is { } ended) RunReport.Write(ended, manifest, model, corpus);
        File.Delete(output.CheckpointPath);
        Answer(context, model, corpus, output, watch.Elapsed.TotalSeconds);
    }

    private TokenizedCorpus ReadFor(CommandContext context, TrainingOutput output)
    {
        try
        {
            return context.Console.Track(progress => Read(context, progress));
        }
        catch
        {
            output.RemoveIfUnused();
            throw;
        }
    }

    private RunManifest Manifest(CommandContext context, TokenizedCorpus corpus) => new()
    {
        Command = "assay embeddings train",
        Seed = context.Seed,
        Options = Settings.Select(setting => (setting.Name, Value: setting.InEffect(context.Parsed))).Append((Name: "--threads", Value: context.Threads.ToString(CultureInfo.InvariantCulture)))
            .Where(option => option.Value is not null).ToImmutableSortedDictionary(option => option.Name, option => option.Value!, StringComparer.Ordinal),
        Versions = ImmutableSortedDictionary<string, string>.Empty.Add("assay", Application.Version),
        DataHashes = ImmutableSortedDictionary<string, string>.Empty.Add(corpus.Name, "sha256:" + corpus.Statistics.ContentHash),
    };

    private SkipGramModel Record(CommandContext context, SkipGramTrainer trainer, TrainingOutput output, IProgress<ProgressReport>? progress)
    {
        if (output.Run is not { } run) return Train(context, trainer, output.CheckpointPath, progress);
        using var recorder = new RunRecorder(run, progress);
        return Train(context, trainer, output.CheckpointPath, recorder);
    }

    private TokenizedCorpus Read(CommandContext context, IProgress<ProgressReport>? progress)
    {
        var parsed = context.Parsed;
        WordVocabulary? earlier = null;
        if (_from.Value(parsed) is { } from)
        {
            using var file = EmbeddingModelFile.Open(from);
            earlier = file.ReadVocabulary();
        }
        var options = new TokenizedCorpusOptions { Threads = context.Threads, Vocabulary = earlier, GrowVocabulary = earlier is not null };
        return TokenizedCorpus.Build(_corpus.Open(parsed), _corpus.Tokenizer(parsed), _corpus.Vocabulary(parsed), options, progress, context.Cancellation);
    }

    private SkipGramOptions Options(CommandContext context)
    {
        var parsed = context.Parsed;
        var rate = _rate.Value(parsed);
        return new SkipGramOptions
        {
            Objective = _objective.Value(parsed),
            Dimensions = (int)_dimensions.Value(parsed),
            ContextWindow = (int)_window.Value(parsed),
            Window = _shape.Value(parsed),
            Context = _context.Value(parsed),
            Direction = _direction.Value(parsed),
            Negatives = (int)_negatives.Value(parsed),
            NoiseExponent = _noise.Value(parsed),
            Subsample = _subsample.Value(parsed),
            Epochs = (int)_epochs.Value(parsed),
            LearningRate = rate,
            FinalLearningRate = rate * 1e-4,
            BatchSize = (int)_batch.Value(parsed),
            Threads = context.Threads,
            Seed = context.Seed,
            Deterministic = _deterministic.Value(parsed),
        };
    }

    private SkipGramModel Train(CommandContext context, SkipGramTrainer trainer, string checkpoint, IProgress<ProgressReport>? progress)
    {
        try
        {
            if (_resume.Value(context.Parsed))
            {
                if (File.Exists(checkpoint)) return trainer.Resume(checkpoint, progress, context.Cancellation);
                context.Console.Note($"There is no checkpoint {checkpoint}; training starts from the beginning.");
            }
            return _from.Value(context.Parsed) is { } from
                ? trainer.Continue(from, progress, context.Cancellation)
                : trainer.Train(progress, context.Cancellation);
        }
        catch (OperationCanceledException)
        {
            context.Console.Note($"Training stands in {checkpoint}; the same command with --resume goes on.");
            throw;
        }
    }

    private void Save(CommandContext context, SkipGramModel model, TokenizedCorpus corpus, TrainingOutput output)
    {
        if (output.Format == VectorFormat.Safetensors)
        {
            model.Save(output.ModelPath, new Dictionary<string, string>
            {
                ["tokenizer"] = _corpus.Describe(context.Parsed),
                ["corpus"] = corpus.Name,
                ["corpus_sha256"] = corpus.Statistics.ContentHash,
            });
            return;
        }
        model.SaveVectors(output.ModelPath, output.Format);
    }

    private static void Answer(CommandContext context, SkipGramModel model, TokenizedCorpus corpus, TrainingOutput output, double seconds)
    {
        var summary = model.Summary;
        using var process = Process.GetCurrentProcess();
        var peak = process.PeakWorkingSet64;
        context.Console.Answer(
            json =>
            {
                json.WriteString("model", output.ModelPath);
                if (output.Run is not null) json.WriteString("report", Path.Combine(output.Path, "report.html"));
                json.WriteNumber("words", summary.Words);
                json.WriteNumber("words_per_second", Math.Round(summary.WordsPerSecond));
                json.WriteNumber("vocabulary", model.Vocabulary.Count);
                json.WriteFinite("loss", summary.Loss);
                json.WriteNumber("training_seconds", Math.Round(summary.Seconds, 3));
                json.WriteNumber("reading_seconds", Math.Round(corpus.Statistics.Seconds, 3));
                json.WriteNumber("seconds", Math.Round(seconds, 3));
                json.WriteNumber("invalid_utf8", corpus.Statistics.InvalidSequences);
                json.WriteNumber("peak_memory_bytes", peak);
                json.WriteStartArray("curve");
                foreach (var point in summary.Curve)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(Math.Round(point.Epoch, 4));
                    json.WriteNumberValue(Math.Round(point.Loss, 6));
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            },
            () =>
            {
                var table = new ResultTable("what", ">value");
                table.Add("model", output.ModelPath);
                if (output.Run is not null) table.Add("report", Path.Combine(output.Path, "report.html"));
                table.Add("vocabulary", Number(model.Vocabulary.Count));
                table.Add("words, all epochs", Number(summary.Words));
                table.Add("words a second", Number(Math.Round(summary.WordsPerSecond)));
                table.Add("loss of a pair, last epoch", summary.Loss.ToString("0.0000", CultureInfo.InvariantCulture));
                table.Add("seconds training", summary.Seconds.ToString("0.00", CultureInfo.InvariantCulture));
                table.Add("seconds in all", seconds.ToString("0.00", CultureInfo.InvariantCulture));
                table.Add("peak memory", string.Create(CultureInfo.InvariantCulture, $"{peak / 1e6:0} MB"));
                context.Console.Show(table);
            });
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
