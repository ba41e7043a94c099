using Assay.Embeddings.Training.Internals.Windows;

namespace Assay.Embeddings.Training.Internals;

/// <summary>Where a training stands, beside its matrices.</summary>
/// <param name="NextStep">The first step that is not done.</param>
/// <param name="Seconds">Time spent training.</param>
/// <param name="Losses">The stretches of the loss curve.</param>
internal sealed record TrainingState(long NextStep, double Seconds, BlockLoss[] Losses);
