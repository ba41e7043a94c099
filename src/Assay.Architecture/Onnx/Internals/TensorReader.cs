using System.Buffers.Binary;
using Assay.Architecture.Graphs;
using Assay.Architecture.Graphs.Internals;
using Assay.Core.Errors;
using Google.Protobuf;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Makes constants of stored tensors; nothing is allocated before its length is compared with what the file has.</summary>
internal sealed class TensorReader(string file, string? folder)
{
    private readonly ExternalData _external = new(file, folder);

    public TensorType TypeOf(TensorProto tensor) => Type(tensor.DataType, tensor.Name);

    public TensorType Type(int number, string tensor) => Enum.IsDefined((TensorType)number) ? (TensorType)number : throw Error(tensor, $"has the element type {number}, which does not exist");

    public TensorConstant Read(TensorProto tensor, string name)
    {
        var type = Type(tensor.DataType, name);
        if (type == TensorType.Undefined) throw Error(name, "has no element type");
        if (tensor.Segment is not null) throw Error(name, "is stored in segments, which is not understood");
        var shape = Shape(tensor.Dims, name);
        if (type == TensorType.String)
        {
            if (shape.Elements != tensor.StringData.Count) throw Error(name, $"has {tensor.StringData.Count} texts, but its shape is {shape}");
            return new(type, shape, new TextContent([.. tensor.StringData.Select(text => text.Memory)]));
        }
        var length = Length(type, shape, name);
        // 1 means that the bytes lie in a file beside the model.
        if (tensor.DataLocation == 1) return new(type, shape, _external.Find(tensor, name, length));
        if (tensor.HasRawData)
            return tensor.RawData.Length == length ? new(type, shape, new BytesContent(tensor.RawData.Memory)) : throw Error(name, $"has {tensor.RawData.Length} bytes, but its shape {shape} of {type} takes {length}");
        return new(type, shape, new BytesContent(Typed(tensor, type, shape, length, name)));
    }

    /// <summary>The value of a Constant node; null for a kind that is kept as a node.</summary>
    public TensorConstant? OfConstant(NodeProto node)
    {
        var name = node.Output[0];
        foreach (var attribute in node.Attribute)
        {
            switch (attribute.Name)
            {
                case "value" when attribute.T is not null: return Read(attribute.T, name);
                case "value_float": return TensorConstant.FromSingles(TensorShape.Scalar, [attribute.F]);
                case "value_floats": return TensorConstant.FromSingles(TensorShape.Of(attribute.Floats.Count), [.. attribute.Floats]);
                case "value_int": return TensorConstant.FromInt64(attribute.I).Reshaped(TensorShape.Scalar);
                case "value_ints": return TensorConstant.FromInt64([.. attribute.Ints]);
            }
        }
        return null;
    }

    /// <summary>The result of ConstantOfShape for a shape that is known: one value everywhere, never allocated.</summary>
    public TensorConstant? OfShape(NodeProto node, TensorConstant sizes)
    {
        var name = node.Output[0];
        if (!sizes.TryGetInt64(out var values, 64)) return null;
        var shape = Shape(values, name);
        var value = node.Attribute.FirstOrDefault(attribute => attribute.Name == "value")?.T;
        if (value is null)
        {
            Length(TensorType.Float32, shape, name);
            return TensorConstant.Fill(TensorType.Float32, shape, 0);
        }
        var element = Read(value, name);
        Length(element.Type, shape, name);
        if (element.Shape.Elements != Dimension.One) throw Error(name, $"is filled with a tensor of {element.Shape} instead of one value");
        if (element.TryGetSingles(out var real)) return TensorConstant.Fill(element.Type, shape, real[0]);
        if (element.TryGetInt64(out var whole) && whole[0] is > -(1L << 53) and < 1L << 53) return TensorConstant.Fill(element.Type, shape, whole[0]);
        return element.Type is TensorType.Bool or TensorType.UInt8 ? TensorConstant.Fill(element.Type, shape, element.ToBytes()[0]) : element.Type == TensorType.Int8 ? TensorConstant.Fill(element.Type, shape, (sbyte)element.ToBytes()[0]) : null;
    }

    private TensorShape Shape(IReadOnlyCollection<long> dims, string name)
    {
        if (dims.Count > 64) throw Error(name, $"has {dims.Count} axes, more than is supported");
        Int128 elements = 1;
        foreach (var size in dims)
        {
            if (size < 0) throw Error(name, $"has the size {size} on an axis");
            elements *= size;
            // Zero hides an overflow of the others.
            if (elements > long.MaxValue) throw Error(name, "has more elements than 64 bits can count");
        }
        return TensorShape.Of([.. dims]);
    }

    private long Length(TensorType type, TensorShape shape, string name)
    {
        shape.Elements.TryGetValue(out var elements);
        var bytes = ((Int128)elements * type.Bits() + 7) / 8;
        return bytes <= long.MaxValue ? (long)bytes : throw Error(name, "has more bytes than 64 bits can count");
    }

    private byte[] Typed(TensorProto tensor, TensorType type, TensorShape shape, long length, string name)
    {
        var stored = type switch
        {
            TensorType.Float32 or TensorType.Complex64 => tensor.FloatData.Count,
            TensorType.Float64 or TensorType.Complex128 => tensor.DoubleData.Count,
            TensorType.Int64 => tensor.Int64Data.Count,
            TensorType.UInt32 or TensorType.UInt64 => tensor.Uint64Data.Count,
            _ => tensor.Int32Data.Count,
        };
        shape.Elements.TryGetValue(out var elements);
        // Complex numbers are two entries, two 4-bit numbers are one.
        var expected = type is TensorType.Complex64 or TensorType.Complex128 ? 2 * (Int128)elements : type.Bits() == 4 ? length : elements;
        if (stored != expected) throw Error(name, $"has {stored} values, but its shape is {shape}");
        var bytes = new byte[length];
        var width = type is TensorType.Complex64 ? 4 : type is TensorType.Complex128 ? 8 : Math.Max(1, type.Bits() / 8);
        for (var i = 0; i < stored; i++)
        {
            var to = bytes.AsSpan(i * width);
            switch (type)
            {
                case TensorType.Float32 or TensorType.Complex64: BinaryPrimitives.WriteSingleLittleEndian(to, tensor.FloatData[i]); break;
                case TensorType.Float64 or TensorType.Complex128: BinaryPrimitives.WriteDoubleLittleEndian(to, tensor.DoubleData[i]); break;
                case TensorType.Int64: BinaryPrimitives.WriteInt64LittleEndian(to, tensor.Int64Data[i]); break;
                case TensorType.UInt64: BinaryPrimitives.WriteUInt64LittleEndian(to, tensor.Uint64Data[i]); break;
                case TensorType.UInt32: BinaryPrimitives.WriteUInt32LittleEndian(to, unchecked((uint)tensor.Uint64Data[i])); break;
                case TensorType.Int32: BinaryPrimitives.WriteInt32LittleEndian(to, tensor.Int32Data[i]); break;
                default:
                    if (width == 2) BinaryPrimitives.WriteUInt16LittleEndian(to, unchecked((ushort)tensor.Int32Data[i]));
                    else to[0] = unchecked((byte)tensor.Int32Data[i]);
                    break;
            }
        }
        return bytes;
    }

    private InputException Error(string tensor, string what) => new($"{file}: tensor '{tensor}' {what}; the model is damaged or of an unknown kind.");
}
