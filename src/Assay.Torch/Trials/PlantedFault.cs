namespace Assay.Torch.Trials;

/// <summary>What is made wrong in a training on purpose.</summary>
public enum PlantedFault
{
    /// <summary>Nothing: a sound training.</summary>
    None,

    /// <summary>Targets that the output's activation cannot reach.</summary>
    Range,

    /// <summary>A stack of sigmoids with small weights, through which no sample comes.</summary>
    Collapse,

    /// <summary>Sigmoids or tanh driven into their bounds by large weights.</summary>
    Saturation,

    /// <summary>Rectified units with biases far below zero.</summary>
    DeadUnits,

    /// <summary>Steps a hundred times too long, or more.</summary>
    HighLearningRate,

    /// <summary>Steps a thousand times too short, or less.</summary>
    LowLearningRate,

    /// <summary>Some or all inputs hundreds or thousands of times too large or small.</summary>
    Scale,

    /// <summary>Test samples that are copies of training samples, with or without a little noise.</summary>
    Leak,

    /// <summary>Nearly all samples of one class, judged by accuracy.</summary>
    Imbalance,
}
