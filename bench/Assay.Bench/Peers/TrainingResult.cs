namespace Assay.Bench.Peers;

/// <summary>What one training took: the training alone, the whole command from start to exit, and its memory.</summary>
/// <param name="Words">Words of the vocabulary read over all epochs, before subsampling; null where the program does not say.</param>
internal sealed record TrainingResult(double? Words, double TrainingSeconds, double WholeSeconds, double PeakBytes);
