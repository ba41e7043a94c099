namespace Assay.Embeddings.Evaluation;

/// <summary>How analogy questions are put.</summary>
public readonly record struct AnalogyOptions()
{
    /// <summary>Words that may be answers, from the most frequent down; questions with other words are not answered. Null for all words.</summary>
    public int? RestrictTo { get; init; }

    /// <summary>Whether the questions are turned to lower case, as most vocabularies are.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
