using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Files;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>Writes word2vec's text and binary files as the original program does.</summary>
internal static class VectorWriter
{
    public static void WriteText(string path, WordVectors vectors) => AtomicFile.Write(path, stream =>
    {
        var line = new byte[64 * (vectors.Dimensions + 1)];
        stream.Write(Header(vectors));
        for (var id = 0; id < vectors.Count; id++)
        {
            stream.Write(Word(path, vectors, id));
            var used = 0;
            foreach (var value in vectors[id])
            {
                line[used++] = (byte)' ';
                // "R" is the shortest text that reads back to the same bits.
                value.TryFormat(line.AsSpan(used), out var written, "R", CultureInfo.InvariantCulture);
                used += written;
            }
            line[used++] = (byte)'\n';
            stream.Write(line.AsSpan(0, used));
        }
    });

    public static void WriteBinary(string path, WordVectors vectors) => AtomicFile.Write(path, stream =>
    {
        stream.Write(Header(vectors));
        for (var id = 0; id < vectors.Count; id++)
        {
            stream.Write(Word(path, vectors, id));
            stream.WriteByte((byte)' ');
            stream.Write(MemoryMarshal.AsBytes(vectors[id]));
            stream.WriteByte((byte)'\n');
        }
    });

    private static byte[] Header(WordVectors vectors) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{vectors.Count} {vectors.Dimensions}\n"));

    private static ReadOnlySpan<byte> Word(string path, WordVectors vectors, int id)
    {
        var word = vectors.Vocabulary.Utf8(id);
        if (word.IndexOfAny(" \t\r\n"u8) >= 0) throw new InputException($"Cannot write {path}: the word '{vectors.Word(id)}' has white space, which this format cannot hold; choose .safetensors.");
        return word;
    }
}
