namespace Assay.Architecture.Drawing;

/// <summary>How a network is laid out.</summary>
public readonly record struct LayoutOptions()
{
    /// <summary>Puts normalisation, activations and the like into the box of the operation before, if nothing branches off between. Without, each operation has its box.</summary>
    public bool FoldChains { get; init; } = true;

    /// <summary>Columns that a tall drawing is broken into; null for as many as keep it from being much taller than wide.</summary>
    public int? Columns { get; init; }
}
