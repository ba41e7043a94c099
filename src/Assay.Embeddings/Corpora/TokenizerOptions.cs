namespace Assay.Embeddings.Corpora;

/// <summary>
/// How text becomes words. The default suits prose, documentation and text that was already reduced to a-z and spaces:
/// on the last, Unicode boundaries and white space give the same words. Invalid UTF-8 and NUL always separate words, and a word of
/// more than <see cref="MaximumBytes"/> bytes is left out.
/// </summary>
public readonly record struct TokenizerOptions()
{
    /// <summary>Longest word in bytes of UTF-8; longer ones (encoded data, mostly) are left out and counted. word2vec cuts at 100.</summary>
    public const int MaximumBytes = 256;

    /// <summary>Whether words are put in lower case (simple case mapping of each character, independent of culture). Fewer words, better vectors.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Where words end.</summary>
    public WordBoundaries Boundaries { get; init; } = WordBoundaries.Unicode;

    /// <summary>What happens to digits.</summary>
    public DigitHandling Digits { get; init; } = DigitHandling.Keep;

    /// <summary>Words of fewer characters (Unicode code points) are left out. 2 drops "a" and "I" and single Han characters.</summary>
    public int MinimumLength { get; init; } = 1;

    internal void Validate()
    {
        if (!Enum.IsDefined(Boundaries)) throw new ArgumentException($"Boundaries has no value {Boundaries}.");
        if (!Enum.IsDefined(Digits)) throw new ArgumentException($"Digits has no value {Digits}.");
        if (MinimumLength is < 1 or > MaximumBytes) throw new ArgumentException($"MinimumLength is {MinimumLength}; it must lie between 1 and {MaximumBytes}.");
    }
}
