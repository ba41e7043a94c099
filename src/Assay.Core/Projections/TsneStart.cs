namespace Assay.Core.Projections;

/// <summary>Where the points of a t-SNE map begin.</summary>
public enum TsneStart
{
    /// <summary>At their first two principal components, made small: keeps the large-scale arrangement (Kobak and Berens 2019).</summary>
    PrincipalComponents,

    /// <summary>At random, as in the original paper: distances between clusters mean nothing.</summary>
    Random,
}
