using Assay.Embeddings.Words;

namespace Assay.Embeddings.Corpora;

/// <summary>How a corpus is read.</summary>
public readonly record struct TokenizedCorpusOptions()
{
    /// <summary>Worker threads; null for one for each processor. The result is the same with any number.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Directory for the word ids: 4 bytes a word, and as much again while the corpus is read. The files vanish with
    /// <see cref="TokenizedCorpus.Dispose"/> and on failure. Null for the system's temporary directory.
    /// </summary>
    public string? CacheDirectory { get; init; }

    /// <summary>Words whose ids are kept, for training on with new text; null to take the words of the corpus alone.</summary>
    public WordVocabulary? Vocabulary { get; init; }

    /// <summary>
    /// With <see cref="Vocabulary"/>: whether words of the new text that pass <see cref="VocabularyOptions"/> are appended to it
    /// (<see cref="WordVocabulary.Grow"/>). False leaves every other word out of the text and the vocabulary's counts as they are.
    /// </summary>
    public bool GrowVocabulary { get; init; }

    internal void Validate()
    {
        if (Threads is < 1) throw new ArgumentException($"Threads is {Threads}; it must be at least 1, or null for one for each processor.");
        if (GrowVocabulary && Vocabulary is null) throw new ArgumentException("GrowVocabulary needs a Vocabulary to grow.");
    }
}
