namespace Assay.Torch.Layers;

/// <summary>What a unit does with its sum.</summary>
public enum ActivationKind
{
    /// <summary>Nothing: the sum itself.</summary>
    Linear,

    /// <summary>1/(1 + e⁻ˣ), between 0 and 1; its slope is at most 1/4.</summary>
    Sigmoid,

    /// <summary>tanh x, between −1 and 1.</summary>
    Tanh,

    /// <summary>max(0, x): never negative, without slope below zero.</summary>
    Relu,

    /// <summary>x above zero, a fifth of it below.</summary>
    LeakyRelu,

    /// <summary>Scaled exponential units, which keep mean 0 and variance 1 (Klambauer et al. 2017).</summary>
    Selu,

    /// <summary>Another smooth rectifier, as GELU, SiLU, ELU or softplus.</summary>
    SmoothRelu,

    /// <summary>Shares that sum to one, or their logarithms.</summary>
    Softmax,
}
