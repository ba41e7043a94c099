using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Progress;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Training.Internals;
using Assay.Embeddings.Training.Internals.Sampling;
using Assay.Embeddings.Training.Internals.Schedules;
using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training;

/// <summary>
/// Trains word vectors on a corpus (skip-gram; Mikolov et al. 2013a and b).
/// <code>
/// using var corpus = TokenizedCorpus.Build(Corpus.Open("text.txt"));
/// using var model = new SkipGramTrainer(corpus, new SkipGramOptions { Epochs = 5 }).Train();
/// model.Save("vectors.safetensors");
/// </code>
/// </summary>
public sealed partial class SkipGramTrainer
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(200);

    private readonly TokenizedCorpus _corpus;
    private readonly SkipGramOptions _options;

    /// <summary>Prepares a training; nothing is allocated yet.</summary>
    /// <param name="corpus">The text; must outlive the training.</param>
    /// <param name="options">What is trained and how.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InputException">The vocabulary has a single word, so that there is nothing to tell it from.</exception>
    public SkipGramTrainer(TokenizedCorpus corpus, SkipGramOptions options)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        options.Validate();
        if (corpus.Vocabulary.Count < 2)
            throw new InputException($"The vocabulary of {corpus.Name} has {corpus.Vocabulary.Count} word; training needs at least two: give more text or a lower minimum count.");
        _corpus = corpus;
        _options = options;
    }

    /// <summary>Where the state is kept while training, and when it is cancelled; null to keep none. Written beside and renamed.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Time between two checkpoints. Each stops the threads for as long as writing both matrices takes.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Trains from the beginning.</summary>
    /// <param name="progress">Hears of the words done and the running loss, about five times a second.</param>
    /// <param name="cancellation">Stops within a fraction of a second, leaving a checkpoint if <see cref="CheckpointPath"/> is set.</param>
    /// <exception cref="InputException">The loss left the range of numbers: the learning rate is too high.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SkipGramModel Train(IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        var vectors = new NativeMatrix(_corpus.Vocabulary.Count, _options.Dimensions);
        var context = NewContext();
        InitialVectors.Fill(vectors, 0, _options.Seed);
        return Run(vectors, context, null, progress, cancellation);
    }

    private NativeMatrix NewContext()
    {
        var words = _corpus.Vocabulary.Count;
        return new NativeMatrix(_options.Objective == SkipGramObjective.HierarchicalSoftmax ? words - 1 : words, _options.Dimensions);
    }

    private SkipGramModel Run(
        NativeMatrix vectors, NativeMatrix context, TrainingState? start, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        try
        {
            var laneBlock = LaneBlock();
            using var data = new TrainingData(_options, Stream(laneBlock), _corpus.Vocabulary.Counts, vectors, context);
            using var schedule = Schedule(data, laneBlock is not null);
            var clock = new TrainingClock(start?.Seconds ?? 0);
            if (start is not null)
            {
                schedule.Next = start.NextStep;
                schedule.Curve.Restore(start.Losses);
            }
            Drive(schedule, data, clock, progress, cancellation);
            return new SkipGramModel(_corpus.Vocabulary, _options, vectors, context, Summarise(schedule, clock));
        }
        catch
        {
            vectors.Dispose();
            context.Dispose();
            throw;
        }
    }

    private void Drive(TrainingSchedule schedule, TrainingData data, TrainingClock clock, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        while (schedule.Next < schedule.Steps)
        {
            clock.Start();
            var sinceCheckpoint = Stopwatch.StartNew();
            schedule.Start();
            while (!schedule.Wait(ReportInterval))
            {
                progress?.Report(Report(schedule, clock));
                if (schedule.Curve.Recent is { } loss && !double.IsFinite(loss)) schedule.RequestStop();
                if (cancellation.IsCancellationRequested) schedule.RequestStop();
                if (CheckpointPath is not null && sinceCheckpoint.Elapsed >= CheckpointInterval) schedule.RequestStop();
            }
            clock.Stop();
            CheckLoss(schedule);
            if (schedule.Next < schedule.Steps && CheckpointPath is not null) SaveCheckpoint(CheckpointPath, schedule, data, clock);
            if (schedule.Next < schedule.Steps) cancellation.ThrowIfCancellationRequested();
        }
        progress?.Report(Report(schedule, clock));
    }

    /// <summary>The corpus in blocks; those of the lanes if lanes are to be used.</summary>
    private unsafe IdStream Stream(int? laneBlock)
    {
        const int LongestBlock = 16_384; // some milliseconds of work: long enough to hide the claim, short enough for a smooth learning rate
        const int LeastBlocks = 64;
        var length = laneBlock ?? (int)Math.Clamp(_corpus.Length / LeastBlocks, 64, LongestBlock);
        return new IdStream((nint)_corpus.Ids, _corpus.Length, length);
    }

    private int? LaneBlock()
    {
        if (!_options.Deterministic || _options.Objective == SkipGramObjective.FullSoftmax) return null;
        return LaneSchedule.BlockLength(_corpus.Length, Subsampler.LargestShare(_corpus.Vocabulary.Counts, _options.Subsample), _options);
    }

    private TrainingSchedule Schedule(TrainingData data, bool lanes)
    {
        if (_options.Objective == SkipGramObjective.FullSoftmax) return new BatchSchedule(data, _options.Threads);
        if (lanes) return new LaneSchedule(data, _options.Threads);
        return new HogwildSchedule(data, _options.Deterministic ? 1 : _options.Threads);
    }

    private ProgressReport Report(TrainingSchedule schedule, TrainingClock clock) => new()
    {
        Stage = "training",
        Done = schedule.Curve.Words,
        Total = (double)_options.Epochs * _corpus.TokenCount,
        Unit = "words",
        Elapsed = TimeSpan.FromSeconds(clock.Seconds),
        Loss = schedule.Curve.Recent,
    };

    private static void CheckLoss(TrainingSchedule schedule)
    {
        var points = schedule.Curve.Points();
        foreach (var point in points)
        {
            if (double.IsFinite(point.Loss)) continue;
            throw new InputException(FormattableString.Invariant(
                $"The loss left the range of numbers at epoch {point.Epoch:0.##}; train with a lower learning rate."));
        }
    }

    private TrainingSummary Summarise(TrainingSchedule schedule, TrainingClock clock) => new()
    {
        Words = schedule.Curve.Words,
        Pairs = schedule.Curve.Points().Sum(point => point.Pairs),
        Loss = schedule.Curve.LastEpoch,
        Seconds = clock.Seconds,
        Epochs = _options.Epochs,
        Threads = schedule.ThreadCount,
        Curve = schedule.Curve.Points(),
    };
}
