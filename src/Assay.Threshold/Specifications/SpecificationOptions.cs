namespace Assay.Threshold.Specifications;

/// <summary>How specifications are read.</summary>
public readonly record struct SpecificationOptions()
{
    /// <summary>Time to look for the smallest machine that agrees with labelled sequences; after it a small one is taken.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);
}
