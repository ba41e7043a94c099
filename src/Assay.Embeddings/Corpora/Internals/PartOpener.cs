using System.IO.Compression;
using Assay.Core.Errors;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Opens files and streams as text: gzip is unpacked, other packed formats are refused by name.</summary>
internal static class PartOpener
{
    private const int MagicBytes = 6;

    // By default .NET ends a gzip stream that is cut off without a word, and half a corpus would be trained on as if it were whole. The switch holds for the process; a host that has set it itself is left alone.
    static PartOpener()
    {
        const string Strict = "System.IO.Compression.UseStrictValidation";
        if (!AppContext.TryGetSwitch(Strict, out _)) AppContext.SetSwitch(Strict, true);
    }

    public static CorpusPart FromFile(string path)
    {
        // Not opened yet: a named pipe can be opened only once. Pipes say 0.
        var file = new FileInfo(path);
        var length = file.Exists && file.Length > 0 && !path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Length : (long?)null;
        return new CorpusPart(path, () => Unpack(path, OpenFile(path)), length);
    }

    /// <summary>A part that can be read once. The stream stays open: it belongs to the caller.</summary>
    public static CorpusPart FromStream(string name, Stream stream)
    {
        var used = false;
        return new CorpusPart(name, () =>
        {
            if (used) throw new InputException($"The {name} was already read and cannot be read again; save it to a file first.");
            used = true;
            return Unpack(name, new PrefixedStream([], stream, leaveOpen: true));
        });
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            // No buffer of its own: it is read in large blocks.
            return new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan, Share = FileShare.ReadWrite | FileShare.Delete });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read {path}: {exception.Message}", exception);
        }
    }

    private static Stream Unpack(string name, Stream stream)
    {
        var magic = new byte[MagicBytes];
        int length;
        try
        {
            length = stream.ReadAtLeast(magic, MagicBytes, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            stream.Dispose();
            throw new InputException($"Cannot read {name}: {exception.Message}", exception);
        }

        ReadOnlySpan<byte> head = magic.AsSpan(0, length);
        if (Packer(head) is { } packer)
        {
            stream.Dispose();
            throw new InputException($"{name} is packed ({packer.Format}); unpack it first, e.g. {packer.Command} {name} | assay ... --corpus -.");
        }

        Stream whole = new PrefixedStream(head.ToArray(), stream, leaveOpen: false);
        return head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static (string Format, string Command)? Packer(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])) return ("xz", "xz -dc");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])) return ("zstd", "zstd -dc");
        if (head.StartsWith("PK\u0003\u0004"u8)) return ("zip", "unzip -p");
        if (head.StartsWith("BZh"u8) && head.Length == MagicBytes && head[4..].SequenceEqual("1A"u8)) return ("bzip2", "bzip2 -dc");
        return null;
    }
}
