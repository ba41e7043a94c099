namespace Assay.Expression.Autoencoders;

/// <summary>What hidden layers do after their linear part; the code itself is linear but for <see cref="Sigmoid"/>, as described.</summary>
public enum HiddenActivation
{
    /// <summary>x, or 0.2·x where negative: lets gradients through everywhere, and a pair of units is exactly linear.</summary>
    LeakyRelu,

    /// <summary>Scaled exponential unit (Klambauer et al. 2017), which keeps mean 0 and variance 1.</summary>
    Selu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1/(1 + e⁻ˣ), in the code too. Its slope is at most 1/4, so that gradients shrink with every layer.</summary>
    Sigmoid,
}
