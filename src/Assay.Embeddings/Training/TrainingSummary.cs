namespace Assay.Embeddings.Training;

/// <summary>What a training came to.</summary>
public sealed record TrainingSummary
{
    /// <summary>Words of the corpus trained on, each epoch counted, before frequent words were subsampled.</summary>
    public required long Words { get; init; }

    /// <summary>Pairs of a centre and a context word that were trained on.</summary>
    public required long Pairs { get; init; }

    /// <summary>
    /// Mean loss of a pair in the last epoch, in nats, each pair taken just before its update. Losses of different objectives are not comparable.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>Time spent training, without reading the corpus and saving.</summary>
    public required double Seconds { get; init; }

    /// <summary>Passes over the corpus.</summary>
    public required int Epochs { get; init; }

    /// <summary>Threads that trained.</summary>
    public required int Threads { get; init; }

    /// <summary>The loss over the course of the training.</summary>
    public required IReadOnlyList<LossPoint> Curve { get; init; }

    /// <summary>Words of the corpus a second.</summary>
    public double WordsPerSecond => Seconds > 0 ? Words / Seconds : 0;
}
