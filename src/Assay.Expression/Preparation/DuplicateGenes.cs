namespace Assay.Expression.Preparation;

/// <summary>What becomes of rows with the same gene name.</summary>
public enum DuplicateGenes
{
    /// <summary>One row with their mean, before the logarithm.</summary>
    Mean,

    /// <summary>The one with the largest mean over the training samples.</summary>
    Largest,

    /// <summary>All stay; the second of a name gets ".2" and so on.</summary>
    Keep,
}
