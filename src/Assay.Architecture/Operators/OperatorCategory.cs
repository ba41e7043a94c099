namespace Assay.Architecture.Operators;

/// <summary>What kind of work an operator does; costs are counted by it.</summary>
public enum OperatorCategory
{
    /// <summary>Sliding products: Conv, ConvTranspose and their quantised forms. Counted as multiply-adds.</summary>
    Convolution,

    /// <summary>Products of matrices: Gemm, MatMul, Einsum, recurrent layers. Counted as multiply-adds.</summary>
    MatrixProduct,

    /// <summary>Windows that are reduced to one number.</summary>
    Pooling,

    /// <summary>Normalisation by stored or computed statistics.</summary>
    Normalization,

    /// <summary>Arithmetic element by element, with broadcasting.</summary>
    ElementWise,

    /// <summary>Nonlinear functions of single elements.</summary>
    Activation,

    /// <summary>Sums, means and extrema over axes, softmax.</summary>
    Reduction,

    /// <summary>Interpolation to another size.</summary>
    Resampling,

    /// <summary>Elements are moved or selected, nothing is computed.</summary>
    DataMovement,

    /// <summary>Sizes and indices, computed before the run when the input's size is known.</summary>
    ShapeArithmetic,

    /// <summary>Conversion between number formats.</summary>
    Quantization,
}
