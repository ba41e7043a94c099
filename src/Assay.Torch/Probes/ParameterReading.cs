namespace Assay.Torch.Probes;

/// <summary>One parameter in one step.</summary>
public sealed record ParameterReading
{
    /// <summary>Its name within the model.</summary>
    public required string Name { get; init; }

    /// <summary>Number of weights.</summary>
    public required long Elements { get; init; }

    /// <summary>Whether it has two or more dimensions, so that it is no bias or scale.</summary>
    public required bool IsMatrix { get; init; }

    /// <summary>Euclidean norm of the weights before the step.</summary>
    public required double WeightNorm { get; init; }

    /// <summary>Euclidean norm of the gradient before clipping; 0 where there is none.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>‖ΔW‖/‖W‖ of the step, over at most 4,096 weights spread over the parameter; about 0.001 is usual.</summary>
    public required double UpdateRatio { get; init; }

    /// <summary>Gradient's norm by that of the weights, which makes layers of different size comparable; 0 for weights that are zero.</summary>
    public double RelativeGradient => WeightNorm > 0 ? GradientNorm / WeightNorm : 0;
}
