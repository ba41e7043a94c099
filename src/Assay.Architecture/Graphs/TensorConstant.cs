using System.Buffers.Binary;

namespace Assay.Architecture.Graphs;

/// <summary>
/// A tensor whose content is known: stored bytes, or one value everywhere, which takes no memory whatever its shape is.
/// </summary>
public sealed class TensorConstant
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private TensorConstant(TensorType type, TensorShape shape, ReadOnlyMemory<byte> bytes, double? fill)
    {
        Type = type;
        Shape = shape;
        _bytes = bytes;
        FillValue = fill;
    }

    /// <summary>Element type.</summary>
    public TensorType Type { get; }

    /// <summary>Shape, all of numbers.</summary>
    public TensorShape Shape { get; }

    /// <summary>The value of every element where only that is stored; null where there are bytes.</summary>
    public double? FillValue { get; }

    /// <summary>The stored elements, little-endian in row order; empty where there is a <see cref="FillValue"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A tensor of stored bytes, little-endian in row order.</summary>
    /// <exception cref="ArgumentException">The shape is symbolic, or the number of bytes does not fit it.</exception>
    public static TensorConstant FromBytes(TensorType type, TensorShape shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!type.Bytes(shape.Elements).TryGetValue(out var expected)) throw new ArgumentException($"The shape {shape} of a constant is not made of numbers.", nameof(shape));
        if (expected != bytes.Length) throw new ArgumentException($"{bytes.Length} bytes do not fill {shape} of {type}, which takes {expected}.", nameof(bytes));
        return new(type, shape, bytes, null);
    }

    /// <summary>A vector of 64-bit integers.</summary>
    public static TensorConstant FromInt64(params ReadOnlySpan<long> values)
    {
        var bytes = new byte[8 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), values[i]);
        return new(TensorType.Int64, TensorShape.Of(values.Length), bytes, null);
    }

    /// <summary>A tensor that has one value everywhere.</summary>
    /// <exception cref="ArgumentException">The shape is symbolic.</exception>
    public static TensorConstant Fill(TensorType type, TensorShape shape, double value)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.IsConstant) throw new ArgumentException($"The shape {shape} of a constant is not made of numbers.", nameof(shape));
        return new(type, shape, default, value);
    }

    /// <summary>The elements as 64-bit integers, for short vectors of axes and sizes.</summary>
    /// <returns>False where the type is neither Int32 nor Int64 or there are more than <paramref name="limit"/> elements.</returns>
    public bool TryGetInt64(out long[] values, int limit = 1024)
    {
        values = [];
        if (Type is not (TensorType.Int32 or TensorType.Int64) || !Shape.Elements.TryGetValue(out var count) || count < 0 || count > limit) return false;
        values = new long[count];
        for (var i = 0; i < values.Length; i++)
        {
            if (FillValue is { } fill) values[i] = (long)fill;
            else values[i] = Type == TensorType.Int64 ? BinaryPrimitives.ReadInt64LittleEndian(_bytes.Span[(8 * i)..]) : BinaryPrimitives.ReadInt32LittleEndian(_bytes.Span[(4 * i)..]);
        }
        return true;
    }
}
