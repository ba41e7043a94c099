using System.Buffers.Binary;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Runs;
using Assay.Core.Runs.Internals;

namespace Assay.Core.Tests.Runs;

public sealed class EventFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-events-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Checksum_EqualsThePublishedOnes()
    {
        // RFC 3720, appendix B.4, and the check value of CRC-32C.
        Assert.Equal(0xE3069283u, RecordFrame.Crc32C("123456789"u8));
        Assert.Equal(0x8A9136AAu, RecordFrame.Crc32C(new byte[32]));
        Assert.Equal(0x62A8AB43u, RecordFrame.Crc32C(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
    }

    [Fact]
    public void FirstFrame_EqualsThatOfTensorFlow()
    {
        // The length 24 with its masked checksum is how every event file begins.
        using var file = EventFile.Create(_directory);
        var bytes = ReadAll(file.Path);
        Assert.Equal([0x18, 0, 0, 0, 0, 0, 0, 0, 0xA3, 0x7F, 0x4B, 0x22], bytes[..12]);
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString(bytes, 12 + 11, 13));
    }

    [Fact]
    public void Scalars_AreFramedAndEncodedByFieldNumber()
    {
        string path;
        using (var file = EventFile.Create(_directory, new FixedClock()))
        {
            path = file.Path;
            file.AddScalar(300, "loss/träin", 0.25f);
            file.AddScalar(long.MaxValue, new string('x', 300), float.NaN);
        }
        var records = Records(ReadAll(path));
        Assert.Equal(3, records.Count);
        byte[] expected =
        [
            0x09, .. BitConverter.GetBytes(1_000_000_000.5), // wall_time
            0x10, 0xAC, 0x02, // step 300
            0x2A, 0x14, 0x0A, 0x12, // summary of 20 bytes, value of 18
            0x0A, 0x0B, .. Encoding.UTF8.GetBytes("loss/träin"), // tag of 11
            0x15, .. BitConverter.GetBytes(0.25f),
        ];
        Assert.Equal(expected, records[1]);
        Assert.Equal(BitConverter.GetBytes(float.NaN), records[2][^4..]);
    }

    [Fact]
    public void SecondFileInTheSameSecond_GetsAnotherName()
    {
        using var one = EventFile.Create(_directory, new FixedClock());
        using var other = EventFile.Create(_directory, new FixedClock());
        Assert.NotEqual(one.Path, other.Path);
        Assert.StartsWith("events.out.tfevents.1000000000.", Path.GetFileName(one.Path), StringComparison.Ordinal);
        Assert.StartsWith(one.Path, other.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void UnwritableDirectory_IsOneSentence() =>
        Assert.Contains("Cannot write", Assert.Throws<InputException>(() => EventFile.Create(Path.Combine(_directory, "none"))).Message, StringComparison.Ordinal);

    private static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static List<byte[]> Records(byte[] bytes)
    {
        var records = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(RecordFrame.Masked(RecordFrame.Crc32C(bytes.AsSpan(at, 8))), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            var record = bytes[(at + 12)..(at + 12 + length)];
            Assert.Equal(RecordFrame.Masked(RecordFrame.Crc32C(record)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            records.Add(record);
            at += 16 + length;
        }
        return records;
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(1_000_000_000.5);
    }
}
