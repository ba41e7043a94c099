namespace Assay.Architecture.Graphs;

/// <summary>Sizes and kinds of element types.</summary>
public static class TensorTypes
{
    /// <summary>Bits of one element; 0 for <see cref="TensorType.Undefined"/> and <see cref="TensorType.String"/>, which have no fixed size.</summary>
    public static int Bits(this TensorType type) => type switch
    {
        TensorType.UInt4 or TensorType.Int4 or TensorType.Float4E2M1 => 4,
        TensorType.UInt8 or TensorType.Int8 or TensorType.Bool => 8,
        TensorType.Float8E4M3FN or TensorType.Float8E4M3FNUZ or TensorType.Float8E5M2 or TensorType.Float8E5M2FNUZ => 8,
        TensorType.UInt16 or TensorType.Int16 or TensorType.Float16 or TensorType.BFloat16 => 16,
        TensorType.Float32 or TensorType.Int32 or TensorType.UInt32 => 32,
        TensorType.Float64 or TensorType.Int64 or TensorType.UInt64 or TensorType.Complex64 => 64,
        TensorType.Complex128 => 128,
        _ => 0,
    };

    /// <summary>Bytes that a number of elements takes, packed and rounded up to whole bytes.</summary>
    /// <exception cref="Core.Errors.InputException">The number exceeds 64 bits.</exception>
    public static Dimension Bytes(this TensorType type, Dimension elements) => (elements * type.Bits()).CeilingDivide(8);

    /// <summary>Whether it is an integer type; booleans are not.</summary>
    public static bool IsInteger(this TensorType type) => type is TensorType.Int8 or TensorType.Int16 or TensorType.Int32 or TensorType.Int64
        or TensorType.UInt8 or TensorType.UInt16 or TensorType.UInt32 or TensorType.UInt64 or TensorType.Int4 or TensorType.UInt4;

    /// <summary>Whether it is a real floating-point type.</summary>
    public static bool IsFloatingPoint(this TensorType type) => type is TensorType.Float32 or TensorType.Float64 or TensorType.Float16 or TensorType.BFloat16
        or TensorType.Float8E4M3FN or TensorType.Float8E4M3FNUZ or TensorType.Float8E5M2 or TensorType.Float8E5M2FNUZ or TensorType.Float4E2M1;
}
