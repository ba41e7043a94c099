namespace Assay.Threshold.Running.Internals;

/// <summary>The widest registers that kernels use.</summary>
internal enum VectorWidth
{
    /// <summary>One word: the twin that the others are compared with.</summary>
    Scalar,

    /// <summary>256 bits.</summary>
    Bits256,

    /// <summary>512 bits.</summary>
    Bits512,
}
