namespace Assay.Architecture.Costs;

/// <summary>How costs are counted.</summary>
public readonly record struct CostOptions()
{
    /// <summary>Which operations count towards FLOPs. MACs are the same under both.</summary>
    public CostConvention Convention { get; init; } = CostConvention.MultiplyAdds;
}
