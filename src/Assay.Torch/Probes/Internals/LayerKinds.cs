using Assay.Torch.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Assay.Torch.Probes.Internals;

/// <summary>What a layer does, by its type.</summary>
internal static class LayerKinds
{
    public static ActivationKind Of(nn.Module layer) => layer switch
    {
        ActivationLayer own => own.Kind,
        Sigmoid => ActivationKind.Sigmoid,
        Tanh => ActivationKind.Tanh,
        ReLU or ReLU6 => ActivationKind.Relu,
        LeakyReLU or PReLU or RReLU => ActivationKind.LeakyRelu,
        SELU => ActivationKind.Selu,
        GELU or SiLU or ELU or CELU or Softplus or Mish => ActivationKind.SmoothRelu,
        Softmax or LogSoftmax => ActivationKind.Softmax,
        _ => ActivationKind.Linear,
    };
}
