using Assay.Torch.Tensors;
using static TorchSharp.torch;

namespace Assay.Torch.Layers;

/// <summary>An activation as a layer of its own, so that a probe can watch it.</summary>
public sealed class ActivationLayer : nn.Module<Tensor, Tensor>
{
    /// <summary>Slope of a leaky unit below zero.</summary>
    public const double LeakySlope = 0.2;

    /// <summary>Makes the layer.</summary>
    /// <param name="kind">What it does.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is a kind that only names layers of others.</exception>
    public ActivationLayer(ActivationKind kind) : base("activation")
    {
        if (kind == ActivationKind.SmoothRelu) throw new ArgumentOutOfRangeException(nameof(kind), kind, "Take a layer of TorchSharp's for this.");
        Kind = kind;
        RegisterComponents();
    }

    /// <summary>What it does.</summary>
    public ActivationKind Kind { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Kind switch
    {
        ActivationKind.Linear => input,
        ActivationKind.Sigmoid => input.sigmoid(),
        ActivationKind.Tanh => input.tanh(),
        ActivationKind.Relu => input.relu(),
        ActivationKind.LeakyRelu => input.LeakyRelu(LeakySlope),
        ActivationKind.Selu => nn.functional.selu(input),
        _ => input.softmax(-1),
    };
}
