using System.Buffers.Text;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>The first line of word2vec's formats.</summary>
/// <param name="Words">Number of words, as claimed.</param>
/// <param name="Dimensions">Length of a vector, as claimed.</param>
internal readonly record struct VectorHeader(long Words, int Dimensions)
{
    public const int MostDimensions = 100_000;

    public static bool TryParse(ReadOnlySpan<byte> line, out VectorHeader header)
    {
        header = default;
        line = line.TrimEnd("\r \t"u8);
        if (!Utf8Parser.TryParse(line, out long words, out var used) || words < 0 || used >= line.Length || line[used] != ' ') return false;
        var rest = line[(used + 1)..];
        if (!Utf8Parser.TryParse(rest, out int dimensions, out used) || used != rest.Length || dimensions is < 1 or > MostDimensions) return false;
        header = new VectorHeader(words, dimensions);
        return true;
    }
}
