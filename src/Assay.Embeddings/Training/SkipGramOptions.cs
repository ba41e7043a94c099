namespace Assay.Embeddings.Training;

/// <summary>How word vectors are trained (skip-gram; Mikolov et al. 2013).</summary>
public readonly record struct SkipGramOptions()
{
    /// <summary>What is minimised. Negative sampling is the fastest by far; the full softmax is the textbook's exact objective.</summary>
    public SkipGramObjective Objective { get; init; } = SkipGramObjective.NegativeSampling;

    /// <summary>Length d of each vector. Cost grows linearly; beyond 300 quality rarely does.</summary>
    public int Dimensions { get; init; } = 100;

    /// <summary>Words on each side of the centre that count as context. Small windows give functional neighbours, large ones topical.</summary>
    public int ContextWindow { get; init; } = 5;

    /// <summary>Whether the window's width is drawn anew for each occurrence.</summary>
    public WindowShape Window { get; init; } = WindowShape.Dynamic;

    /// <summary>On which side of the centre its context lies.</summary>
    public ContextSide Context { get; init; } = ContextSide.Both;

    /// <summary>Which word of a pair feeds the network.</summary>
    public PredictionDirection Direction { get; init; } = PredictionDirection.ContextPredictsCentre;

    /// <summary>Noise words k for each prediction under negative sampling. 5 to 20 for small corpora, 2 to 5 for large ones.</summary>
    public int Negatives { get; init; } = 5;

    /// <summary>Exponent of the noise distribution over word counts; 0.75 is word2vec's, 1 the unigram distribution, 0 uniform.</summary>
    public double NoiseExponent { get; init; } = 0.75;

    /// <summary>Threshold t of frequent-word subsampling: an occurrence of a word with frequency f is kept with probability √(t/f) + t/f; 0 keeps all.</summary>
    public double Subsample { get; init; } = 1e-4;

    /// <summary>Passes over the corpus. One pass leaves vectors immature; small corpora want more.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Learning rate at the start; it falls linearly to <see cref="FinalLearningRate"/> over the whole training.</summary>
    public double LearningRate { get; init; } = 0.025;

    /// <summary>Learning rate at the end.</summary>
    public double FinalLearningRate { get; init; } = 0.025e-4;

    /// <summary>Centre words in one step of the full softmax; the other objectives step at every centre. The changes of a batch add up, so larger batches want a lower learning rate; beyond 64 they are hardly faster.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Threads. More than one update the same matrices without locks (Hogwild, Niu et al. 2011) unless <see cref="Deterministic"/>.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Seed of every random decision.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The same result in every run and for every number of threads, at some cost in speed.</summary>
    public bool Deterministic { get; init; }

    internal void Validate()
    {
        Require(Dimensions is >= 1 and <= 10_000, nameof(Dimensions), Dimensions, "from 1 to 10000");
        Require(ContextWindow is >= 1 and <= 1_000, nameof(ContextWindow), ContextWindow, "from 1 to 1000");
        Require(Negatives is >= 1 and <= 1_000, nameof(Negatives), Negatives, "from 1 to 1000");
        Require(NoiseExponent is >= -4 and <= 4, nameof(NoiseExponent), NoiseExponent, "from -4 to 4");
        Require(Subsample >= 0 && double.IsFinite(Subsample), nameof(Subsample), Subsample, "zero or more");
        Require(Epochs is >= 1 and <= 1_000_000, nameof(Epochs), Epochs, "from 1 to 1000000");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above zero");
        Require(FinalLearningRate >= 0 && double.IsFinite(FinalLearningRate), nameof(FinalLearningRate), FinalLearningRate, "zero or more");
        Require(BatchSize is >= 1 and <= 65_536, nameof(BatchSize), BatchSize, "from 1 to 65536");
        Require(Threads is >= 1 and <= 1_024, nameof(Threads), Threads, "from 1 to 1024");
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
    }
}
