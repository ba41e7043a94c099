namespace Assay.Expression.Formats;

/// <summary>Which way a table lies.</summary>
public enum GeneOrientation
{
    /// <summary>To be told from names, annotations and shape.</summary>
    Detect,

    /// <summary>A row for each gene, a column for each sample.</summary>
    GenesInRows,

    /// <summary>A row for each sample, a column for each gene.</summary>
    GenesInColumns,
}
