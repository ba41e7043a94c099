using System.Buffers.Binary;
using System.Text;

namespace Assay.Core.Runs.Internals;

/// <summary>Encodes TensorFlow's Event message as protocol buffers.</summary>
internal sealed class EventMessage
{
    // The tag of a field is its number times eight plus its wire type: 0 varint, 1 eight bytes, 2 counted bytes, 5 four bytes.
    private const byte WallTime = (1 << 3) | 1;     // Event.wall_time, double
    private const byte Step = (2 << 3) | 0;         // Event.step, int64
    private const byte FileVersion = (3 << 3) | 2;  // Event.file_version, string
    private const byte Summary = (5 << 3) | 2;      // Event.summary, message
    private const byte SummaryValue = (1 << 3) | 2; // Summary.value, message
    private const byte ValueTag = (1 << 3) | 2;     // Value.tag, string
    private const byte SimpleValue = (2 << 3) | 5;  // Value.simple_value, float

    private byte[] _bytes = new byte[256];
    private int _length;

    /// <summary>The first event of every file.</summary>
    public ReadOnlySpan<byte> Version(double time)
    {
        var version = "brain.Event:2"u8;
        Start(time, version.Length + 16);
        Counted(FileVersion, version);
        return _bytes.AsSpan(0, _length);
    }

    /// <summary>One number.</summary>
    public ReadOnlySpan<byte> Scalar(double time, long step, string tag, float value)
    {
        var name = Encoding.UTF8.GetBytes(tag);
        var valueLength = 1 + VarintLength((ulong)name.Length) + name.Length + 5;
        var summaryLength = 1 + VarintLength((ulong)valueLength) + valueLength;
        Start(time, summaryLength + 32);
        _bytes[_length++] = Step;
        Varint((ulong)step);
        _bytes[_length++] = Summary;
        Varint((ulong)summaryLength);
        _bytes[_length++] = SummaryValue;
        Varint((ulong)valueLength);
        Counted(ValueTag, name);
        _bytes[_length++] = SimpleValue;
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(float);
        return _bytes.AsSpan(0, _length);
    }

    private void Start(double time, int room)
    {
        if (_bytes.Length < room + 9) _bytes = new byte[room + 9];
        _bytes[0] = WallTime;
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(1), time);
        _length = 9;
    }

    private void Counted(byte field, ReadOnlySpan<byte> bytes)
    {
        _bytes[_length++] = field;
        Varint((ulong)bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes[_length++] = (byte)(value | 0x80);
        _bytes[_length++] = (byte)value;
    }

    private static int VarintLength(ulong value)
    {
        var length = 1;
        while ((value >>= 7) != 0) length++;
        return length;
    }
}
