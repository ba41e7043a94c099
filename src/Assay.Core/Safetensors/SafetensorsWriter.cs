using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Files;

namespace Assay.Core.Safetensors;

/// <summary>Writes safetensors files, tensor by tensor without holding them in memory, beside and renamed over.</summary>
public static class SafetensorsWriter
{
    /// <summary>The data begin at a multiple of this (the header is padded with spaces), so that the first tensor can be read in place by vector instructions.</summary>
    private const int Alignment = 64;

    /// <summary>Replaces a file. Tensors lie in the order given; put those with the widest elements first to keep all of them aligned.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">What it shall hold; names must differ.</param>
    /// <param name="metadata">Free strings for the header, or null.</param>
    /// <exception cref="InputException">The file cannot be written; the old one is as it was.</exception>
    public static void Write(string path, IReadOnlyList<TensorSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var header = Header(tensors, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in tensors)
            {
                var start = stream.Position;
                tensor.Write(stream);
                if (stream.Position - start != tensor.Length)
                    throw new InvalidOperationException($"Tensor '{tensor.Name}' wrote {stream.Position - start} bytes instead of {tensor.Length}.");
            }
        });
    }

    private static byte[] Header(IReadOnlyList<TensorSource> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            var names = new HashSet<string>(StringComparer.Ordinal);
            long offset = 0;
            foreach (var tensor in tensors)
            {
                if (!names.Add(tensor.Name)) throw new ArgumentException($"Two tensors are called '{tensor.Name}'.");
                WriteTensor(json, tensor, offset);
                offset += tensor.Length;
            }
            json.WriteEndObject();
        }
        var padded = (sizeof(ulong) + buffer.WrittenCount + Alignment - 1) / Alignment * Alignment - sizeof(ulong);
        var header = new byte[padded];
        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);
        return header;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, TensorSource tensor, long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.Name());
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
