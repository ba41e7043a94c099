namespace Assay.Architecture.Graphs;

/// <summary>Element types of tensors; the values are the numbers that the ONNX format gives them.</summary>
public enum TensorType
{
    /// <summary>Not known.</summary>
    Undefined = 0,

    /// <summary>Single precision.</summary>
    Float32 = 1,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 2,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 3,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 5,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 6,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 7,

    /// <summary>Text.</summary>
    String = 8,

    /// <summary>One byte, zero or one.</summary>
    Bool = 9,

    /// <summary>IEEE half precision.</summary>
    Float16 = 10,

    /// <summary>Double precision.</summary>
    Float64 = 11,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 13,

    /// <summary>Two single-precision numbers.</summary>
    Complex64 = 14,

    /// <summary>Two double-precision numbers.</summary>
    Complex128 = 15,

    /// <summary>The upper half of a single-precision number.</summary>
    BFloat16 = 16,

    /// <summary>8-bit floating point, 4 exponent bits, no infinity.</summary>
    Float8E4M3FN = 17,

    /// <summary>8-bit floating point, 4 exponent bits, no infinity, no negative zero.</summary>
    Float8E4M3FNUZ = 18,

    /// <summary>8-bit floating point, 5 exponent bits.</summary>
    Float8E5M2 = 19,

    /// <summary>8-bit floating point, 5 exponent bits, no infinity, no negative zero.</summary>
    Float8E5M2FNUZ = 20,

    /// <summary>Unsigned 4-bit integer, two in a byte.</summary>
    UInt4 = 21,

    /// <summary>Signed 4-bit integer, two in a byte.</summary>
    Int4 = 22,

    /// <summary>4-bit floating point, two in a byte.</summary>
    Float4E2M1 = 23,
}
