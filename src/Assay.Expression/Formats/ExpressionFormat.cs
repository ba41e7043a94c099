namespace Assay.Expression.Formats;

/// <summary>Formats of expression data.</summary>
public enum ExpressionFormat
{
    /// <summary>A table of text: tab, comma, semicolon or blanks between the columns.</summary>
    Delimited,

    /// <summary>Gene cluster text, version 1.2 or 1.3 (Broad Institute).</summary>
    Gct,

    /// <summary>A GEO data set (GDS) in SOFT.</summary>
    GeoSoft,

    /// <summary>A GEO series matrix.</summary>
    GeoSeriesMatrix,

    /// <summary>A folder with a Matrix Market file, features and barcodes, as Cell Ranger writes it.</summary>
    TenXFolder,

    /// <summary>An AnnData file (HDF5).</summary>
    H5ad,
}
