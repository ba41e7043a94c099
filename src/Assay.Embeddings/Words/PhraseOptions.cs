namespace Assay.Embeddings.Words;

/// <summary>Which neighbouring words become one (Mikolov et al. 2013b, section 4).</summary>
public readonly record struct PhraseOptions()
{
    /// <summary>What the score must exceed. Higher gives fewer phrases; the word2phrase program takes 100.</summary>
    public double Threshold { get; init; } = 100;

    /// <summary>Pairs and words that occur less often are left alone; also the discount δ, which keeps rare words from scoring by chance.</summary>
    public int MinimumCount { get; init; } = 5;

    /// <summary>Passes over the text: two find phrases of up to four words (new_york_times).</summary>
    public int Passes { get; init; } = 1;

    internal void Validate()
    {
        if (!(Threshold > 0) || !double.IsFinite(Threshold)) throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold, "Threshold must be above zero.");
        if (MinimumCount < 1) throw new ArgumentOutOfRangeException(nameof(MinimumCount), MinimumCount, "MinimumCount must be at least 1.");
        if (Passes is < 1 or > 10) throw new ArgumentOutOfRangeException(nameof(Passes), Passes, "Passes must be from 1 to 10.");
    }
}
