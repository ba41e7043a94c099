namespace Assay.Embeddings.Corpora;

/// <summary>What was met while a corpus was read.</summary>
public sealed record CorpusStatistics
{
    /// <summary>Files or other sources.</summary>
    public required int Parts { get; init; }

    /// <summary>Bytes of unpacked text.</summary>
    public required long Bytes { get; init; }

    /// <summary>Lines, each a sentence; a last one without line end counts.</summary>
    public required long Lines { get; init; }

    /// <summary>Words that the tokeniser gave.</summary>
    public required long TokensRead { get; init; }

    /// <summary>Words whose ids are in the stream: <see cref="TokensRead"/> less those that are not in the vocabulary.</summary>
    public required long TokensKept { get; init; }

    /// <summary>Different words before the vocabulary was cut.</summary>
    public required int DistinctWords { get; init; }

    /// <summary>
    /// Sequences of bytes that are no UTF-8 (as many as a decoder would put replacement characters). Each separates words and is otherwise ignored.
    /// </summary>
    public required long InvalidSequences { get; init; }

    /// <summary>Words left out since they are longer than <see cref="TokenizerOptions.MaximumBytes"/>.</summary>
    public required long OverlongTokens { get; init; }

    /// <summary>
    /// SHA-256 of the unpacked text of all parts, one after the other, in lower-case hexadecimal: of one plain file what <c>sha256sum</c> says.
    /// </summary>
    public required string ContentHash { get; init; }

    /// <summary>Time for all of it: reading, counting, ids.</summary>
    public required double Seconds { get; init; }

    /// <summary>Megabytes (10⁶ bytes) of text in a second.</summary>
    public double MegabytesPerSecond => Seconds > 0 ? Bytes / Seconds / 1e6 : 0;
}
