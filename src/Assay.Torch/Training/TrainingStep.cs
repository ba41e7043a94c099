using Assay.Core.Randomness;

namespace Assay.Torch.Training;

/// <summary>One step of a training.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Random">Random numbers for this step alone, the same whenever it is taken. libtorch's own generator is seeded for the step too.</param>
public readonly record struct TrainingStep(long Number, RandomStream Random);
