namespace Assay.Embeddings.Corpora;

/// <summary>What happens to digits in words.</summary>
public enum DigitHandling
{
    /// <summary>They stay as they are.</summary>
    Keep,

    /// <summary>Words without any letter but with a digit (2026, 3.14) are left out; digits within words (utf8) stay.</summary>
    Drop,

    /// <summary>Each decimal digit becomes 0, so that numbers of one shape (1984, 2026) share a vector.</summary>
    Zero,
}
