using System.Globalization;
using System.Runtime.InteropServices;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Progress;
using Assay.Core.Safetensors;
using Assay.Embeddings.Models;
using Assay.Embeddings.Training.Internals;
using Assay.Embeddings.Training.Internals.Schedules;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training;

public sealed partial class SkipGramTrainer
{
    /// <summary>
    /// Goes on from a checkpoint of the same training: same text, same options. The result is that of a training without interruption, bit for
    /// bit where <see cref="SkipGramOptions.Deterministic"/> is set or one thread trains.
    /// </summary>
    /// <param name="checkpoint">A file that <see cref="CheckpointPath"/> named.</param>
    /// <param name="progress">As in <see cref="Train"/>.</param>
    /// <param name="cancellation">As in <see cref="Train"/>.</param>
    /// <exception cref="InputException">The checkpoint is damaged, or of other text or options.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SkipGramModel Resume(string checkpoint, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        NativeMatrix vectors;
        NativeMatrix context;
        TrainingState state;
        using (var file = EmbeddingModelFile.Open(checkpoint))
        {
            CheckSame(file, checkpoint);
            state = ReadState(file, checkpoint);
            vectors = file.ReadVectors();
            context = file.ReadContext(OptionsJson.ContextName(_options)) ?? throw new InputException($"{checkpoint} has no context vectors, so training cannot go on from it.");
        }
        return Run(vectors, context, state, progress, cancellation);
    }

    /// <summary>
    /// Trains an earlier model on, on new text: the words that it knows keep their vectors and ids, new words of the corpus start afresh.
    /// Read the corpus with <see cref="Corpora.TokenizedCorpusOptions.Vocabulary"/> set to the model's vocabulary. Under hierarchical softmax the
    /// new counts make another tree, so its inner nodes start at zero.
    /// </summary>
    /// <param name="model">The earlier model's file.</param>
    /// <param name="progress">As in <see cref="Train"/>.</param>
    /// <param name="cancellation">As in <see cref="Train"/>.</param>
    /// <exception cref="InputException">The model has other dimensions, no context vectors, or words that the corpus's vocabulary does not begin with.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SkipGramModel Continue(string model, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        NativeMatrix vectors;
        NativeMatrix context;
        using (var file = EmbeddingModelFile.Open(model))
        {
            if (file.Dimensions != _options.Dimensions) throw new InputException($"{model} has vectors of {file.Dimensions} dimensions, not {_options.Dimensions}; train on with --dimensions {file.Dimensions}.");
            var earlier = file.ReadVocabulary();
            if (!_corpus.Vocabulary.Utf8Words.StartsWith(earlier.Utf8Words) || _corpus.Vocabulary.Count < earlier.Count)
                throw new InputException($"The vocabulary of {_corpus.Name} does not begin with that of {model}; read the corpus with the model's vocabulary.");
            var more = _corpus.Vocabulary.Count - earlier.Count;
            vectors = file.Read(file.Vectors, more);
            InitialVectors.Fill(vectors, earlier.Count, _options.Seed);
            context = _options.Objective == SkipGramObjective.HierarchicalSoftmax
                ? NewContext()
                : file.ReadContext("context", more) ?? throw new InputException($"{model} has no context vectors, so training cannot go on from it; train it anew.");
        }
        return Run(vectors, context, null, progress, cancellation);
    }

    private void SaveCheckpoint(string path, TrainingSchedule schedule, TrainingData data, TrainingClock clock)
    {
        var metadata = new Dictionary<string, string>
        {
            ["configuration"] = OptionsJson.Write(_options),
            ["corpus_length"] = _corpus.Length.ToString(CultureInfo.InvariantCulture),
            ["next_step"] = schedule.Next.ToString(CultureInfo.InvariantCulture),
            ["seconds"] = clock.Seconds.ToString("R", CultureInfo.InvariantCulture),
        };
        var losses = schedule.Curve.Stretches.SelectMany(stretch => (double[])[stretch.Words, stretch.Pairs, stretch.Loss]).ToArray();
        EmbeddingModelFile.Write(
            path, _corpus.Vocabulary, data.Input, data.Output, OptionsJson.ContextName(_options), metadata,
            TensorSource.Of("training.losses", losses, losses.Length / 3, 3));
    }

    private void CheckSame(EmbeddingModelFile file, string checkpoint)
    {
        if (!file.Metadata.ContainsKey("next_step")) throw new InputException($"{checkpoint} is a finished model, not a checkpoint; train without --resume, or on new text with --from.");
        var now = OptionsJson.Write(_options);
        var then = file.Metadata.GetValueOrDefault("configuration");
        if (then != now) throw new InputException($"{checkpoint} was made with other options ({then}); resume with the same ({now}) or train anew without --resume.");
        var sameText = file.Metadata.GetValueOrDefault("corpus_length") == _corpus.Length.ToString(CultureInfo.InvariantCulture)
            && file.Tensors.Read<byte>(file.Utf8).SequenceEqual(_corpus.Vocabulary.Utf8Words)
            && file.Tensors.Read<long>(file.Counts).SequenceEqual(_corpus.Vocabulary.Counts);
        if (!sameText) throw new InputException($"{checkpoint} was made from other text than {_corpus.Name} or with another vocabulary; resume with the same, or train anew without --resume.");
    }

    private TrainingState ReadState(EmbeddingModelFile file, string checkpoint)
    {
        var losses = MemoryMarshal.Cast<double, (double Words, double Pairs, double Loss)>(
            file.Tensors.Read<double>(file.Tensors.Require("training.losses", ElementType.Float64, -1, 3)));
        if (!long.TryParse(file.Metadata["next_step"], CultureInfo.InvariantCulture, out var next) || next < 0
            || !double.TryParse(file.Metadata.GetValueOrDefault("seconds"), CultureInfo.InvariantCulture, out var seconds)
            || losses.Length != LossCurve.StretchesOf(_options.Epochs))
            throw new InputException($"{checkpoint} is damaged: where the training stood cannot be read; train anew without --resume.");
        var stretches = new BlockLoss[losses.Length];
        for (var i = 0; i < losses.Length; i++) stretches[i] = new BlockLoss((long)losses[i].Words, (long)losses[i].Pairs, losses[i].Loss);
        return new TrainingState(next, seconds, stretches);
    }
}
