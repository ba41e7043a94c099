namespace Assay.Reports.Plots.Internals;

/// <summary>A colour by what it is for. Its value in the light and in the dark scheme stands in <see cref="Palette"/>.</summary>
internal enum Tint
{
    /// <summary>Titles and values.</summary>
    Ink,

    /// <summary>Ticks, legends and other words at the side.</summary>
    Soft,

    /// <summary>Grid lines and frames.</summary>
    Rule,

    /// <summary>What the plot stands on; edges text that runs over data.</summary>
    Paper,

    /// <summary>The first series; the others follow it.</summary>
    Series,
}
