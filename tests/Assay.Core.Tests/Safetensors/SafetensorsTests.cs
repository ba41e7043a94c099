using System.Buffers.Binary;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Randomness;
using Assay.Core.Safetensors;

namespace Assay.Core.Tests.Safetensors;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-tensors-").FullName;

    private string FilePath => Path.Combine(_directory, "x.safetensors");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void WrittenTensors_AreReadBackBitByBit()
    {
        float[] numbers = [1f, -0f, float.Epsilon, 3e38f, 5f, 6f];
        long[] integers = [long.MinValue, 7];
        SafetensorsWriter.Write(FilePath,
            [TensorSource.Of("a", numbers, 2, 3), TensorSource.Of("b", integers), TensorSource.Of("c", new byte[] { 9 })],
            new Dictionary<string, string> { ["kind"] = "test", ["text"] = "ä\"\n" });
        using var file = SafetensorsFile.Open(FilePath);
        Assert.Equal(numbers, file.Read<float>(file.Require("a", ElementType.Float32, 2, -1)).ToArray());
        Assert.Equal(integers, file.Read<long>(file.Require("b", ElementType.Int64, 2)).ToArray());
        Assert.Equal([9], file.Read<byte>(file.Require("c", ElementType.UInt8, 1)).ToArray());
        Assert.Equal("ä\"\n", file.Metadata["text"]);
        Assert.Equal(0, file.Tensors["a"].Offset % 64);
    }

    [Fact]
    public void RowsOfAMatrix_LoseTheirPadding()
    {
        using var matrix = new NativeMatrix(3, 5);
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 5; column++) matrix.Row(row)[column] = 10 * row + column;
        SafetensorsWriter.Write(FilePath, [TensorSource.Rows("m", matrix)]);
        using var file = SafetensorsFile.Open(FilePath);
        Assert.Equal([0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24], file.Read<float>(file.Require("m", ElementType.Float32, 3, 5)).ToArray());
    }

    [Fact]
    public void TensorOfAnotherTypeOrShapeOrName_IsNamed()
    {
        SafetensorsWriter.Write(FilePath, [TensorSource.Of("a", new float[6], 2, 3)]);
        using var file = SafetensorsFile.Open(FilePath);
        Assert.Contains("no tensor 'z'", Assert.Throws<InputException>(() => file.Require("z", ElementType.Float32)).Message, StringComparison.Ordinal);
        Assert.Contains("'a' is of type F32, expected I64", Assert.Throws<InputException>(() => file.Require("a", ElementType.Int64, 2, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3], expected [any, 4]", Assert.Throws<InputException>(() => file.Require("a", ElementType.Float32, -1, 4)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, 3)]
    [InlineData(float.NegativeInfinity, 40)]
    public void NonFiniteNumber_IsNamedWithItsPlace(float value, int place)
    {
        var numbers = new float[41];
        numbers[place] = value;
        SafetensorsWriter.Write(FilePath, [TensorSource.Of("w", numbers)]);
        using var file = SafetensorsFile.Open(FilePath);
        var error = Assert.Throws<InputException>(() => file.CheckFinite(file.Tensors["w"]));
        Assert.Contains($"element {place} of tensor 'w'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", 8, "two tensors are called 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "belong to none")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "want 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1000000000,1000000000,1000000000],"data_offsets":[0,8]}}""", 8, "impossible shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,8]}}""", 8, "no whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", 8, "truncated or lies")]
    [InlineData("""{"a":{"dtype":"X9","shape":[2],"data_offsets":[0,8]}}""", 8, "unknown type X9")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 0, "lacks its dtype, shape or data_offsets")]
    [InlineData("""{"a":7}""", 0, "where StartObject belongs")]
    [InlineData("""not json""", 0, "not valid JSON")]
    public void DamagedHeader_IsOneSentence(string json, int data, string expected)
    {
        Write(json, data);
        var error = Assert.Throws<InputException>(() => SafetensorsFile.Open(FilePath));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("x.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HeaderThatClaimsTooMuch_IsRefusedBeforeItIsRead()
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 1UL << 60);
        File.WriteAllBytes(FilePath, bytes);
        Assert.Contains("more than the limit", Assert.Throws<InputException>(() => SafetensorsFile.Open(FilePath)).Message, StringComparison.Ordinal);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 1000);
        File.WriteAllBytes(FilePath, bytes);
        Assert.Contains("truncated", Assert.Throws<InputException>(() => SafetensorsFile.Open(FilePath)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(FilePath, [1, 2]);
        Assert.Contains("too few", Assert.Throws<InputException>(() => SafetensorsFile.Open(FilePath)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", Assert.Throws<InputException>(() => SafetensorsFile.Open(FilePath + "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MutatedFiles_GiveAResultOrOneSentence()
    {
        SafetensorsWriter.Write(FilePath, [TensorSource.Of("a", new float[6], 2, 3), TensorSource.Of("b", new long[2])], new Dictionary<string, string> { ["kind"] = "test" });
        var good = File.ReadAllBytes(FilePath);
        var random = new RandomStream(5);
        var opened = 0;
        for (var round = 0; round < 4_000; round++)
        {
            var bytes = good[..(random.NextInt32(4) == 0 ? random.NextInt32(good.Length) : good.Length)];
            for (var change = random.NextInt32(4); change >= 0 && bytes.Length > 0; change--) bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            File.WriteAllBytes(FilePath, bytes);
            try
            {
                using var file = SafetensorsFile.Open(FilePath);
                foreach (var tensor in file.Tensors.Values.Where(tensor => tensor.Type == ElementType.Float32)) _ = file.Read<float>(tensor).ToArray();
                opened++;
            }
            catch (InputException)
            {
            }
        }
        Assert.InRange(opened, 1, 3_999);
    }

    [Fact]
    public unsafe void FileBeyondTwoGigabytes_OpensWithoutReadingItsData()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file system with sparse files");
        const long Elements = 3L << 28; // 3 GiB
        Write($$"""{"a":{"dtype":"F32","shape":[{{Elements}}],"data_offsets":[0,{{4 * Elements}}]} }""", 0);
        using (var stream = new FileStream(FilePath, FileMode.Open, FileAccess.Write))
        {
            stream.SetLength(stream.Length + 4 * Elements);
            stream.Seek(-4, SeekOrigin.End);
            stream.Write(BitConverter.GetBytes(2.5f));
        }
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var file = SafetensorsFile.Open(FilePath);
        Assert.InRange(clock.Elapsed.TotalMilliseconds, 0, 250); // a few; reading it all would take a second or more
        var tensor = file.Require("a", ElementType.Float32, Elements);
        Assert.Equal(2.5f, ((float*)file.Pointer(tensor))[Elements - 1]);
        Assert.Throws<ArgumentException>(() => file.Read<double>(tensor).Length);
    }

    private void Write(string json, int data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        var bytes = new byte[8 + header.Length + data];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)header.Length);
        header.CopyTo(bytes, 8);
        File.WriteAllBytes(FilePath, bytes);
    }
}
