namespace Assay.Expression.Matrices;

/// <summary>What scale the values of a matrix are on, as far as they show it.</summary>
public enum ValueScale
{
    /// <summary>Whole numbers from zero: reads, molecules. To be taken to log2(x + 1).</summary>
    Counts,

    /// <summary>Intensities or abundances on a linear scale, none negative. To be taken to log2(x + 1).</summary>
    Linear,

    /// <summary>Linear intensities some of which are negative after background subtraction (MAS 4). To be floored, then taken to log2.</summary>
    LinearWithNegatives,

    /// <summary>Logarithms already.</summary>
    Logarithm,

    /// <summary>All within [0, 1]: scaled, or proportions.</summary>
    UnitInterval,

    /// <summary>Centred on zero gene by gene: standardised, or log ratios.</summary>
    Centred,
}
