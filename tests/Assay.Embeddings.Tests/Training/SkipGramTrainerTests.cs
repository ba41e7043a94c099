using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Training;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Training;

public sealed class SkipGramTrainerTests
{
    private static readonly SkipGramOptions Quick = new() { Dimensions = 20, Epochs = 4, Subsample = 0, Threads = 1, LearningRate = 0.05 };

    public static TheoryData<SkipGramOptions> Objectives =>
    [
        Quick,
        Quick with { Direction = PredictionDirection.CentrePredictsContext },
        Quick with { Objective = SkipGramObjective.HierarchicalSoftmax },
        Quick with { Objective = SkipGramObjective.HierarchicalSoftmax, Direction = PredictionDirection.CentrePredictsContext },
        Quick with { Deterministic = true },
        Quick with { Negatives = 7, Window = WindowShape.Fixed },
        Quick with { Objective = SkipGramObjective.FullSoftmax, BatchSize = 16 },
    ];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void WordsOfOneTopic_BecomeNeighbours_AndTheLossFalls(SkipGramOptions options)
    {
        using var corpus = SmallCorpus.Build();
        using var model = new SkipGramTrainer(corpus, options).Train(cancellation: TestContext.Current.CancellationToken);
        using var vectors = model.Query();
        foreach (var topic in "abcdef")
        {
            var neighbours = vectors.Nearest($"{topic}p", 4);
            Assert.All(neighbours, neighbour => Assert.Equal(topic, neighbour.Word[0]));
        }
        var curve = model.Summary.Curve;
        Assert.True(curve[^1].Loss < curve[0].Loss, $"{curve[0].Loss} to {curve[^1].Loss}");
        Assert.Equal(corpus.TokenCount * options.Epochs, model.Summary.Words);
    }

    [Fact]
    public void FirstLoss_IsThatOfZeroContextVectors()
    {
        // W′ starts at zero, so every prediction is a coin toss: (1 + k)·ln 2 for the first pairs.
        using var corpus = SmallCorpus.Build();
        using var model = new SkipGramTrainer(corpus, Quick with { LearningRate = 1e-6, Epochs = 1, Negatives = 4 }).Train(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(5 * Math.Log(2), model.Summary.Loss, 3);
    }

    [Fact]
    public void Deterministic_GivesTheSameBits_WithAnyNumberOfThreads()
    {
        using var corpus = SmallCorpus.Build();
        var options = Quick with { Deterministic = true, Subsample = 1e-2 };
        using var one = new SkipGramTrainer(corpus, options).Train(cancellation: TestContext.Current.CancellationToken);
        using var three = new SkipGramTrainer(corpus, options with { Threads = 3 }).Train(cancellation: TestContext.Current.CancellationToken);
        AssertSame(one, three);
        Assert.Equal(one.Summary.Loss, three.Summary.Loss);
    }

    [Fact]
    public void Seed_ChangesTheResult_AndTheSameSeedDoesNot()
    {
        using var corpus = SmallCorpus.Build(300);
        using var one = new SkipGramTrainer(corpus, Quick).Train(cancellation: TestContext.Current.CancellationToken);
        using var same = new SkipGramTrainer(corpus, Quick).Train(cancellation: TestContext.Current.CancellationToken);
        using var other = new SkipGramTrainer(corpus, Quick with { Seed = 2 }).Train(cancellation: TestContext.Current.CancellationToken);
        AssertSame(one, same);
        Assert.NotEqual(one.Vectors.Row(0).ToArray(), other.Vectors.Row(0).ToArray());
    }

    public static TheoryData<string, SkipGramOptions> ChangedOptions => new()
    {
        { "negatives", Quick with { Negatives = 2 } },
        { "window", Quick with { ContextWindow = 2 } },
        { "shape", Quick with { Window = WindowShape.Fixed } },
        { "left", Quick with { Context = ContextSide.Left } },
        { "right", Quick with { Context = ContextSide.Right } },
        { "direction", Quick with { Direction = PredictionDirection.CentrePredictsContext } },
        { "noise", Quick with { NoiseExponent = 0 } },
        { "subsample", Quick with { Subsample = 1e-3 } },
        { "epochs", Quick with { Epochs = 5 } },
        { "rate", Quick with { LearningRate = 0.02 } },
        { "final rate", Quick with { FinalLearningRate = 0.01 } },
        { "exact objective", Quick with { Objective = SkipGramObjective.FullSoftmax } },
        { "objective", Quick with { Objective = SkipGramObjective.HierarchicalSoftmax } },
    };

    [Theory]
    [MemberData(nameof(ChangedOptions))]
    public void EveryOption_ChangesTheVectors(string name, SkipGramOptions options)
    {
        using var corpus = SmallCorpus.Build(300);
        using var plain = new SkipGramTrainer(corpus, Quick).Train(cancellation: TestContext.Current.CancellationToken);
        using var changed = new SkipGramTrainer(corpus, options).Train(cancellation: TestContext.Current.CancellationToken);
        Assert.False(plain.Vectors.Row(0).SequenceEqual(changed.Vectors.Row(0)), name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void InterruptedAndResumed_IsBitForBitTheSame(bool deterministic)
    {
        var directory = Directory.CreateTempSubdirectory("assay-resume-").FullName;
        try
        {
            using var corpus = SmallCorpus.Build(20_000);
            var options = Quick with { Deterministic = deterministic, Epochs = 30 };
            using var whole = new SkipGramTrainer(corpus, options).Train(cancellation: TestContext.Current.CancellationToken);

            var checkpoint = Path.Combine(directory, "checkpoint.safetensors");
            var trainer = new SkipGramTrainer(corpus, options) { CheckpointPath = checkpoint };
            using var stop = new CancellationTokenSource();
            var reports = new StopAtFirst(stop);
            Assert.Throws<OperationCanceledException>(() => trainer.Train(reports, stop.Token));
            using var resumed = trainer.Resume(checkpoint, cancellation: TestContext.Current.CancellationToken);
            AssertSame(whole, resumed);
            Assert.Equal(whole.Summary.Words, resumed.Summary.Words);
            Assert.Equal(whole.Summary.Loss, resumed.Summary.Loss);

            var error = Assert.Throws<InputException>(() => new SkipGramTrainer(corpus, options with { Negatives = 9 }).Resume(checkpoint));
            Assert.Contains("was made with other options", error.Message, StringComparison.Ordinal);
            using var other = SmallCorpus.Build(100, seed: 9);
            error = Assert.Throws<InputException>(() => new SkipGramTrainer(other, options).Resume(checkpoint));
            Assert.Contains("was made from other text", error.Message, StringComparison.Ordinal);
            var model = Path.Combine(directory, "model.safetensors");
            resumed.Save(model);
            error = Assert.Throws<InputException>(() => trainer.Resume(model));
            Assert.Contains("a finished model, not a checkpoint", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void ContinuedOnNewText_KeepsOldWordsAndAddsNewOnes()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            using var corpus = SmallCorpus.Build();
            using var model = new SkipGramTrainer(corpus, Quick).Train(cancellation: TestContext.Current.CancellationToken);
            model.Save(path);
            var text = Enumerable.Repeat("zebra ap aq zebra ar the", 300);
            using var more = TokenizedCorpus.Build(
                Corpus.FromText(text), new TokenizerOptions(), new VocabularyOptions { MinimumCount = 1 },
                new TokenizedCorpusOptions { Vocabulary = model.Vocabulary, GrowVocabulary = true }, cancellation: TestContext.Current.CancellationToken);
            using var longer = new SkipGramTrainer(more, Quick).Continue(path, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(model.Vocabulary.Count + 1, longer.Vocabulary.Count);
            using var vectors = longer.Query();
            Assert.Equal('a', vectors.Nearest("zebra", 1)[0].Word[0]);
            // Words that the new text does not have keep their vectors but for what noise does to none of W.
            Assert.True(longer.Vocabulary.TryGetId("fp", out var id));
            Assert.Equal(model.Vectors.Row(id).ToArray(), longer.Vectors.Row(id).ToArray());
            var error = Assert.Throws<InputException>(() => new SkipGramTrainer(more, Quick with { Dimensions = 8 }).Continue(path));
            Assert.Contains("vectors of 20 dimensions, not 8", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TooHighALearningRate_IsOneSentence()
    {
        using var corpus = SmallCorpus.Build();
        var error = Assert.Throws<InputException>(() => new SkipGramTrainer(corpus, Quick with { LearningRate = 1e12 }).Train());
        Assert.Contains("lower learning rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SingleWord_IsRefused()
    {
        using var corpus = TokenizedCorpus.Build(
            Corpus.FromText(["a a a a"]), new TokenizerOptions(), new VocabularyOptions { MinimumCount = 1 }, new TokenizedCorpusOptions(), cancellation: TestContext.Current.CancellationToken);
        Assert.Contains("needs at least two", Assert.Throws<InputException>(() => new SkipGramTrainer(corpus, Quick)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOutOfRange_AreRefused()
    {
        using var corpus = SmallCorpus.Build(10);
        foreach (var options in new[] { Quick with { Dimensions = 0 }, Quick with { ContextWindow = 0 }, Quick with { Negatives = 0 }, Quick with { Epochs = 0 }, Quick with { LearningRate = 0 }, Quick with { Subsample = -1 }, Quick with { Threads = 0 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => new SkipGramTrainer(corpus, options));
    }

    private static void AssertSame(SkipGramModel expected, SkipGramModel actual)
    {
        Assert.Equal(expected.Vectors.Rows, actual.Vectors.Rows);
        for (var row = 0; row < expected.Vectors.Rows; row++) Assert.True(expected.Vectors.Row(row).SequenceEqual(actual.Vectors.Row(row)), $"row {row}");
        for (var row = 0; row < expected.Context.Rows; row++) Assert.True(expected.Context.Row(row).SequenceEqual(actual.Context.Row(row)), $"context {row}");
    }

    private sealed class StopAtFirst(CancellationTokenSource source) : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value) => source.Cancel();
    }
}
