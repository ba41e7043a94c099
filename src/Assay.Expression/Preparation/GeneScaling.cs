namespace Assay.Expression.Preparation;

/// <summary>How each gene is scaled, by its values over the training samples.</summary>
public enum GeneScaling
{
    /// <summary>Mean 0 and standard deviation 1: fits a linear output.</summary>
    ZScore,

    /// <summary>Least 0 and greatest 1: fits a sigmoid output. Test values may lie outside.</summary>
    MinMax,

    /// <summary>Mean 0, in the data's own units: genes that vary more count more.</summary>
    Centre,

    /// <summary>As they are.</summary>
    None,
}
