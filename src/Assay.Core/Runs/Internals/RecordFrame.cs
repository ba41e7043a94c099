using System.Buffers.Binary;
using System.Numerics;

namespace Assay.Core.Runs.Internals;

/// <summary>The frame of a TFRecord: length (8 bytes), its checksum (4), the data, its checksum (4), all little-endian.</summary>
internal static class RecordFrame
{
    private const int Head = sizeof(ulong) + sizeof(uint);

    public static byte[] Of(ReadOnlySpan<byte> data)
    {
        var frame = new byte[Head + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(sizeof(ulong)), Masked(Crc32C(frame.AsSpan(0, sizeof(ulong)))));
        data.CopyTo(frame.AsSpan(Head));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(Head + data.Length), Masked(Crc32C(data)));
        return frame;
    }

    /// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4).</summary>
    public static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var value in data) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    /// <summary>Checksums of data that themselves hold checksums are weak, so TFRecord stores them rotated and shifted.</summary>
    public static uint Masked(uint crc) => BitOperations.RotateRight(crc, 15) + 0xA282EAD8u;
}
