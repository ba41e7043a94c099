namespace Assay.Expression.Preparation;

/// <summary>How values come to a logarithmic scale.</summary>
public enum LogRule
{
    /// <summary>By what the training values look like: counts and linear values to log2(x + 1), linear ones with negatives floored, others as they are.</summary>
    Auto,

    /// <summary>As they are.</summary>
    None,

    /// <summary>log2(x + 1); negative values count as 0.</summary>
    Log2PlusOne,

    /// <summary>log2(max(x, floor)): what below the floor is noise of the background (16 for Affymetrix MAS).</summary>
    FloorLog2,
}
