using System.Buffers;
using System.Text;
using Assay.Core.Errors;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Refuses what is no text in UTF-8, by the first bytes of a part.</summary>
internal static class TextCheck
{
    /// <summary>How many bytes are looked at for NUL.</summary>
    public const int HeadBytes = 1 << 16;

    private const int DecodedBytes = 1 << 12;

    /// <summary>Looks at the beginning of a part and says how long its byte order mark is (0 or 3).</summary>
    /// <exception cref="InputException">The part is binary or in another encoding.</exception>
    public static int ByteOrderMark(string name, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new InputException($"{name} is UTF-16 text; convert it to UTF-8 first, e.g. with iconv -f UTF-16 -t UTF-8.");
        head = head[..Math.Min(HeadBytes, head.Length)];
        var nul = head.IndexOf((byte)0);
        if (nul >= 0) throw new InputException($"{name} is binary, not text (a NUL byte at offset {nul}); give plain text in UTF-8.");

        var decoded = Math.Min(DecodedBytes, head.Length);
        var invalid = InvalidBytes(head[..decoded]);
        if (4 * invalid > decoded)
            throw new InputException($"{name} is not UTF-8 text ({100.0 * invalid / decoded:0} % of its first {decoded} bytes are invalid); convert it first, e.g. with iconv -f ENCODING -t UTF-8.");
        return head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
    }

    private static int InvalidBytes(ReadOnlySpan<byte> text)
    {
        var invalid = 0;
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(text, out _, out var length);
            if (status == OperationStatus.NeedMoreData) break; // cut at the end of the sample
            if (status == OperationStatus.InvalidData) invalid += length;
            text = text[length..];
        }

        return invalid;
    }
}
