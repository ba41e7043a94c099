namespace Assay.Architecture.Rewrites;

/// <summary>How a rewrite is done.</summary>
public readonly record struct RewriteOptions()
{
    /// <summary>Channels C_mid between the two convolutions; null for C_out of the one that is replaced. Fewer save more and let less through.</summary>
    public int? MiddleChannels { get; init; }

    /// <summary>
    /// Whether a stride goes to the first of two convolutions instead of the second. First is cheaper and sees further, because the second
    /// then works on the coarse grid; second keeps the receptive field. An asymmetric pair has one axis' stride in each.
    /// </summary>
    public bool StrideFirst { get; init; }

    /// <summary>
    /// Whether an activation stands between the two convolutions, with batch normalisation where the convolution that is replaced has it
    /// behind. Without, the two together are a linear map again, of the same field and lower rank.
    /// </summary>
    public bool Activation { get; init; } = true;

    /// <summary>Only operations whose name contains this; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Seed of the new weights.</summary>
    public ulong Seed { get; init; } = 1;
}
