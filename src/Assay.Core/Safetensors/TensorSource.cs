using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Assay.Core.Memory;

namespace Assay.Core.Safetensors;

/// <summary>A tensor to be written: its name, type and shape, and where its bytes come from.</summary>
public sealed class TensorSource
{
    private readonly Action<Stream> _write;

    private TensorSource(string name, ElementType type, ImmutableArray<long> shape, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Type = type;
        Shape = shape;
        _write = write;
        Length = type.Size();
        foreach (var size in shape) Length = checked(Length * size);
    }

    /// <summary>Its name, unique in the file.</summary>
    public string Name { get; }

    /// <summary>Its element type.</summary>
    public ElementType Type { get; }

    /// <summary>Its sizes.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>Single-precision numbers.</summary>
    public static TensorSource Of(string name, ReadOnlyMemory<float> values, params ReadOnlySpan<long> shape) => OfMemory(name, ElementType.Float32, values, shape);

    /// <summary>Double-precision numbers.</summary>
    public static TensorSource Of(string name, ReadOnlyMemory<double> values, params ReadOnlySpan<long> shape) => OfMemory(name, ElementType.Float64, values, shape);

    /// <summary>64-bit integers.</summary>
    public static TensorSource Of(string name, ReadOnlyMemory<long> values, params ReadOnlySpan<long> shape) => OfMemory(name, ElementType.Int64, values, shape);

    /// <summary>32-bit integers.</summary>
    public static TensorSource Of(string name, ReadOnlyMemory<int> values, params ReadOnlySpan<long> shape) => OfMemory(name, ElementType.Int32, values, shape);

    /// <summary>Bytes.</summary>
    public static TensorSource Of(string name, ReadOnlyMemory<byte> values, params ReadOnlySpan<long> shape) => OfMemory(name, ElementType.UInt8, values, shape);

    /// <summary>The rows of a matrix without their padding, shape [rows, columns].</summary>
    public static TensorSource Rows(string name, NativeMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new TensorSource(name, ElementType.Float32, [matrix.Rows, matrix.Columns], stream =>
        {
            for (var row = 0; row < matrix.Rows; row++) stream.Write(MemoryMarshal.AsBytes(matrix.Row(row)));
        });
    }

    /// <summary>Bytes that a callback writes, little-endian and exactly as many as the shape wants.</summary>
    public static TensorSource From(string name, ElementType type, Action<Stream> write, params ReadOnlySpan<long> shape) => new(name, type, [.. shape], write);

    internal void Write(Stream stream) => _write(stream);

    private static TensorSource OfMemory<T>(string name, ElementType type, ReadOnlyMemory<T> values, ReadOnlySpan<long> shape) where T : unmanaged
    {
        var source = new TensorSource(name, type, shape.IsEmpty ? [values.Length] : [.. shape], stream => stream.Write(MemoryMarshal.AsBytes(values.Span)));
        if (source.Length != (long)values.Length * type.Size()) throw new ArgumentException($"{values.Length} values do not fill the shape [{string.Join(", ", source.Shape)}] of '{name}'.");
        return source;
    }
}
