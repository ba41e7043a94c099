namespace Assay.Expression.Autoencoders;

/// <summary>What the last layer does.</summary>
public enum OutputActivation
{
    /// <summary>Nothing: reaches any value.</summary>
    Linear,

    /// <summary>1/(1 + e⁻ˣ): reaches 0 to 1 only, so targets outside leave a floor under the loss.</summary>
    Sigmoid,
}
