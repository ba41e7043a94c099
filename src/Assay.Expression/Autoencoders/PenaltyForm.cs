namespace Assay.Expression.Autoencoders;

/// <summary>How the contractive penalty is computed. All but the last are exact and give the same value and gradient.</summary>
public enum PenaltyForm
{
    /// <summary>Whichever exact form costs least for the shape at hand.</summary>
    Cheapest,

    /// <summary>‖M·W₁‖², the product made: 2·B·k·h·d operations forward.</summary>
    Direct,

    /// <summary>tr(M·G·Mᵀ) with G = W₁W₁ᵀ: 2·h²·d + 2·B·k·h² forward, whatever the number of inputs d after G.</summary>
    Gram,

    /// <summary>An unbiased estimate from one random direction of the code for each sample (Hutchinson 1990): cheap and noisy.</summary>
    Hutchinson,
}
