namespace Assay.Architecture.Costs;

/// <summary>Which operations are counted. Tools disagree on it silently; here every figure names its convention.</summary>
public enum CostConvention
{
    /// <summary>Multiply-adds of convolutions and matrix products alone; a FLOP is half of one. What papers and model tables state as MACs.</summary>
    MultiplyAdds,

    /// <summary>Also biases, element-wise operations, normalisation, pooling, reductions and interpolation, each counted as FLOPs.</summary>
    All,
}
