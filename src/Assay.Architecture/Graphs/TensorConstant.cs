using System.Buffers.Binary;
using Assay.Architecture.Graphs.Internals;
using Assay.Core.Errors;

namespace Assay.Architecture.Graphs;

/// <summary>
/// A tensor whose content is known: stored bytes, one value everywhere, numbers drawn from a seed, or a part of a file that is
/// read when it is asked for. Only stored bytes take memory, so that a network can be analysed without its weights.
/// </summary>
public sealed class TensorConstant
{
    private readonly TensorContent _content;

    internal TensorConstant(TensorType type, TensorShape shape, TensorContent content)
    {
        Type = type;
        Shape = shape;
        _content = content;
        if (!Bytes(type, shape).TryGetValue(out var length)) throw new ArgumentException($"The shape {shape} of a constant is not made of numbers.", nameof(shape));
        ByteLength = length;
    }

    /// <summary>Element type.</summary>
    public TensorType Type { get; }

    /// <summary>Shape, all of numbers.</summary>
    public TensorShape Shape { get; }

    /// <summary>Bytes of the whole content.</summary>
    public long ByteLength { get; }

    /// <summary>The value of every element where only that is stored; null otherwise.</summary>
    public double? FillValue => (_content as FillContent)?.Value;

    /// <summary>The elements of a tensor of texts; null for numbers.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>>? Texts => (_content as TextContent)?.Texts;

    /// <summary>A tensor of stored bytes, little-endian in row order.</summary>
    /// <exception cref="ArgumentException">The shape is symbolic or negative, or the number of bytes does not fit it.</exception>
    public static TensorConstant FromBytes(TensorType type, TensorShape shape, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var constant = new TensorConstant(type, shape, new BytesContent(bytes));
        if (constant.ByteLength != bytes.Length) throw new ArgumentException($"{bytes.Length} bytes do not fill {shape} of {type}, which takes {constant.ByteLength}.", nameof(bytes));
        return constant;
    }

    /// <summary>A vector of 64-bit integers.</summary>
    public static TensorConstant FromInt64(params ReadOnlySpan<long> values)
    {
        var bytes = new byte[8 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), values[i]);
        return FromBytes(TensorType.Int64, TensorShape.Of(values.Length), bytes);
    }

    /// <summary>A tensor of single-precision numbers in row order.</summary>
    /// <exception cref="ArgumentException">The shape does not fit the values.</exception>
    public static TensorConstant FromSingles(TensorShape shape, ReadOnlySpan<float> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return FromBytes(TensorType.Float32, shape, bytes);
    }

    /// <summary>A tensor that has one value everywhere.</summary>
    /// <exception cref="ArgumentException">The shape is symbolic or negative.</exception>
    public static TensorConstant Fill(TensorType type, TensorShape shape, double value)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new(type, shape, new FillContent(type, value));
    }

    /// <summary>
    /// Weights from a normal distribution with mean 0 and the given deviation, drawn when they are read; the same for the same seed,
    /// whichever part is read first.
    /// </summary>
    /// <exception cref="ArgumentException">The shape is symbolic or negative.</exception>
    public static TensorConstant Normal(TensorShape shape, double deviation, ulong seed) => Normal(TensorType.Float32, shape, deviation, seed);

    /// <summary>The same in single or half precision.</summary>
    /// <exception cref="ArgumentException">The shape is symbolic or negative, or the type is another.</exception>
    public static TensorConstant Normal(TensorType type, TensorShape shape, double deviation, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (type is not (TensorType.Float32 or TensorType.Float16)) throw new ArgumentException($"Weights of {type} cannot be drawn.", nameof(type));
        return new(type, shape, new NormalContent(type, deviation, seed));
    }

    /// <summary>The same content under another shape of as many elements.</summary>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public TensorConstant Reshaped(TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Elements == Shape.Elements ? new(Type, shape, _content) : throw new ArgumentException($"{Shape} cannot become {shape}.", nameof(shape));
    }

    /// <summary>Reads a part of the content, little-endian in row order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part lies outside of the content.</exception>
    /// <exception cref="InputException">The file that holds it cannot be read.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + (Int128)destination.Length, ByteLength, nameof(destination));
        _content.Read(offset, destination);
    }

    /// <summary>The whole content.</summary>
    /// <exception cref="InputException">It is too large for one array, or its file cannot be read.</exception>
    public byte[] ToBytes()
    {
        if (ByteLength > Array.MaxLength) throw new InputException($"A tensor of {Shape} takes {ByteLength} bytes, too many to be held in one piece.");
        var bytes = new byte[ByteLength];
        Read(0, bytes);
        return bytes;
    }

    /// <summary>The elements as 64-bit integers, for short vectors of axes and sizes.</summary>
    /// <returns>False where the type is neither Int32 nor Int64 or there are more than <paramref name="limit"/> elements.</returns>
    public bool TryGetInt64(out long[] values, int limit = 1024)
    {
        values = [];
        if (Type is not (TensorType.Int32 or TensorType.Int64) || !Shape.Elements.TryGetValue(out var count) || count > limit) return false;
        values = new long[count];
        var bytes = ToBytes();
        for (var i = 0; i < values.Length; i++)
            values[i] = Type == TensorType.Int64 ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * i)) : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i));
        return true;
    }

    /// <summary>The elements as single-precision numbers.</summary>
    /// <returns>False where the type is not floating point of 16, 32 or 64 bits or there are more than <paramref name="limit"/> elements.</returns>
    public bool TryGetSingles(out float[] values, long limit = int.MaxValue)
    {
        values = [];
        if (Type is not (TensorType.Float16 or TensorType.BFloat16 or TensorType.Float32 or TensorType.Float64)) return false;
        if (!Shape.Elements.TryGetValue(out var count) || count > limit || ByteLength > Array.MaxLength) return false;
        values = new float[count];
        var bytes = ToBytes();
        for (var i = 0; i < values.Length; i++)
            values[i] = Type switch
            {
                TensorType.Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * i)),
                TensorType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(2 * i)) << 16),
                TensorType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i)),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(8 * i)),
            };
        return true;
    }

    private static Dimension Bytes(TensorType type, TensorShape shape)
    {
        foreach (var size in shape)
            if (size.TryGetValue(out var value) && value < 0) throw new ArgumentException($"The shape {shape} of a constant has a negative size.", nameof(shape));
        return type.Bytes(shape.Elements);
    }
}
