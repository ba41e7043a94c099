namespace Assay.Expression.Preparation;

/// <summary>How expression values are prepared. Everything that is estimated is estimated on training samples alone.</summary>
public sealed record PreparationOptions
{
    /// <summary>How values come to a logarithmic scale.</summary>
    public LogRule Logarithm { get; init; } = LogRule.Auto;

    /// <summary>The floor of <see cref="LogRule.FloorLog2"/>, in the file's units.</summary>
    public double Floor { get; init; } = 16;

    /// <summary>What becomes of rows with the same name.</summary>
    public DuplicateGenes Duplicates { get; init; } = DuplicateGenes.Mean;

    /// <summary>An annotation of the genes to be taken for their name (IDENTIFIER of GEO SOFT merges probes by symbol); null keeps their own. Genes without it keep theirs.</summary>
    public string? MergeBy { get; init; }

    /// <summary>Gives every sample the same distribution of values, the mean one of the training samples (Bolstad et al. 2003).</summary>
    public bool QuantileNormalise { get; init; }

    /// <summary>An annotation that names each sample's batch, whose shifts and spreads are taken out (ComBat: Johnson, Li and Rabinovic 2007); null for none.</summary>
    public string? BatchKey { get; init; }

    /// <summary>Keeps the genes of greatest variance over the training samples; null keeps all that vary.</summary>
    public int? Genes { get; init; }

    /// <summary>How each gene is scaled at the end.</summary>
    public GeneScaling Scaling { get; init; } = GeneScaling.ZScore;
}
