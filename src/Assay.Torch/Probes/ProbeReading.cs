using System.Collections.Immutable;

namespace Assay.Torch.Probes;

/// <summary>A model in one step of its training.</summary>
public sealed record ProbeReading
{
    /// <summary>The step, from 0.</summary>
    public required long Step { get; init; }

    /// <summary>Loss of the batch.</summary>
    public required double Loss { get; init; }

    /// <summary>Layers in the order in which they ran; one that ran several times has its last reading.</summary>
    public required ImmutableArray<LayerReading> Layers { get; init; }

    /// <summary>Parameters with a gradient, in the model's order.</summary>
    public required ImmutableArray<ParameterReading> Parameters { get; init; }

    /// <summary>Euclidean norm of all gradients.</summary>
    public double GradientNorm => Math.Sqrt(Parameters.Sum(parameter => parameter.GradientNorm * parameter.GradientNorm));
}
