namespace Assay.Architecture.Rewrites;

/// <summary>How convolutions or grid reductions are replaced (Szegedy et al. 2015, sections 3 and 5).</summary>
public enum RewriteRule
{
    /// <summary>5×5 by two 3×3.</summary>
    TwoThreeByThree,

    /// <summary>3×3 by two 2×2.</summary>
    TwoTwoByTwo,

    /// <summary>n×n by 1×n and n×1.</summary>
    Asymmetric,

    /// <summary>A grid reduction by pooling before the convolution.</summary>
    PoolFirst,

    /// <summary>A grid reduction by the convolution before pooling.</summary>
    InceptionFirst,

    /// <summary>A grid reduction by a convolution and a pooling of stride 2 side by side.</summary>
    Parallel,
}
