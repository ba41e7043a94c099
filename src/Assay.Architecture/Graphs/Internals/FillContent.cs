using System.Buffers.Binary;

namespace Assay.Architecture.Graphs.Internals;

/// <summary>One value everywhere.</summary>
internal sealed class FillContent(TensorType type, double value) : TensorContent
{
    private readonly byte[] _element = Element(type, value);

    public double Value => value;

    public override void Read(long offset, Span<byte> destination)
    {
        if (_element.Length == 1) destination.Fill(_element[0]);
        else for (var i = 0; i < destination.Length; i++) destination[i] = _element[(int)((offset + i) % _element.Length)];
    }

    // Types of less than a byte repeat their bits; types without arithmetic here are all zero bits or refused.
    private static byte[] Element(TensorType type, double value)
    {
        var bytes = new byte[Math.Max(1, type.Bits() / 8)];
        switch (type)
        {
            case TensorType.Float16: BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value); break;
            case TensorType.BFloat16: BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(BitConverter.SingleToInt32Bits((float)value) >>> 16)); break;
            case TensorType.Float32: BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value); break;
            case TensorType.Float64: BinaryPrimitives.WriteDoubleLittleEndian(bytes, value); break;
            case TensorType.Int4 or TensorType.UInt4: bytes[0] = (byte)(((long)value & 15) * 17); break;
            case TensorType.Bool or TensorType.Int8 or TensorType.UInt8: bytes[0] = unchecked((byte)(long)value); break;
            case TensorType.Int16 or TensorType.UInt16: BinaryPrimitives.WriteInt16LittleEndian(bytes, unchecked((short)(long)value)); break;
            case TensorType.Int32 or TensorType.UInt32: BinaryPrimitives.WriteInt32LittleEndian(bytes, unchecked((int)(long)value)); break;
            case TensorType.Int64 or TensorType.UInt64: BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value); break;
            default:
                if (value != 0) throw new ArgumentException($"Tensors of {type} can be filled with zero only.", nameof(value));
                break;
        }
        return bytes;
    }
}
