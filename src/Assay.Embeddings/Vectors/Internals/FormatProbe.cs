using System.Buffers.Binary;
using Assay.Core.Errors;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>Tells the formats apart by their first bytes.</summary>
internal static class FormatProbe
{
    private const int ProbeLength = 1 << 14;

    public static VectorFormat Of(string path)
    {
        var bytes = new byte[ProbeLength];
        int length;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"There is no file {path}; check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message.TrimEnd('.')}; check the path and its permissions.", exception);
        }
        var start = bytes.AsSpan(0, length);
        // Eight bytes of length, of which the upper four are always zero, then JSON.
        if (length > 8 && start[8] == '{' && BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) == 0) return VectorFormat.Safetensors;
        if (length > 1 && start[0] == 0x1F && start[1] == 0x8B) throw new InputException($"{path} is compressed with gzip; unpack it first (gunzip -k {path}).");
        var line = start.IndexOf((byte)'\n');
        if (line < 0 || !VectorHeader.TryParse(start[..line], out _)) throw new InputException($"{path} holds no word vectors: it is neither safetensors nor begins with a line of two numbers, words and dimensions, as word2vec's and fastText's files do.");
        // A vector in binary has control characters almost surely; text has none.
        foreach (var value in start[line..])
        {
            if (value < 32 && value is not ((byte)'\n' or (byte)'\r' or (byte)'\t')) return VectorFormat.Binary;
        }
        return LooksLikeText(start[(line + 1)..]) ? VectorFormat.Text : VectorFormat.Binary;
    }

    /// <summary>Whether after the first word comes a decimal number.</summary>
    private static bool LooksLikeText(ReadOnlySpan<byte> body)
    {
        var space = body.IndexOf((byte)' ');
        if (space < 0) return true;
        var rest = body[(space + 1)..];
        var end = rest.IndexOfAny((byte)' ', (byte)'\n');
        return System.Buffers.Text.Utf8Parser.TryParse(end < 0 ? rest : rest[..end], out float _, out var used) && (end < 0 || used == end || rest[used] == '\r');
    }
}
