namespace Assay.Embeddings.Words;

/// <summary>Which words of a corpus get a vector.</summary>
public readonly record struct VocabularyOptions()
{
    /// <summary>Words that occur less often are left out of the text, as if they were not there. Rare words get poor vectors and cost memory.</summary>
    public int MinimumCount { get; init; } = 5;

    /// <summary>At most this many words, the most frequent; null for no limit. Words at the cut with equal counts are taken in ordinal byte order.</summary>
    public int? MaximumSize { get; init; }

    internal void Validate()
    {
        if (MinimumCount < 1) throw new ArgumentException($"MinimumCount is {MinimumCount}; it must be at least 1.");
        if (MaximumSize is < 1) throw new ArgumentException($"MaximumSize is {MaximumSize}; it must be at least 1, or null for no limit.");
    }
}
