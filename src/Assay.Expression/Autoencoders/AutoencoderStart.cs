namespace Assay.Expression.Autoencoders;

/// <summary>Where training starts.</summary>
public enum AutoencoderStart
{
    /// <summary>
    /// At the principal components: pairs of units with weights ±w make leaky layers exactly linear, so that the network is PCA of the code's width before the
    /// first step, and everything that it learns is beyond PCA. Wants leaky units, a linear output and hidden layers of at least twice the code's width.
    /// </summary>
    PrincipalComponents,

    /// <summary>At random weights whose variance fits the activation (He et al. 2015; Glorot and Bengio 2010).</summary>
    Random,
}
