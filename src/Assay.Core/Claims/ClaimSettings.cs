namespace Assay.Core.Claims;

/// <summary>How a claim is computed.</summary>
public readonly record struct ClaimSettings()
{
    /// <summary>Fewer seeds and smaller experiments; the result says so.</summary>
    public bool Quick { get; init; }

    /// <summary>First seed of the experiments.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads to use.</summary>
    public int Threads { get; init; } = 1;
}
