namespace Assay.Embeddings.Corpora;

/// <summary>Where one word ends and the next begins.</summary>
public enum WordBoundaries
{
    /// <summary>
    /// At everything that is no letter, mark, digit or connector (such as _), close to Unicode's UAX #29: an apostrophe between letters
    /// (don't) and a point or comma between digits (3.14) stay inside a word, a Han or Hiragana character is a word of its own.
    /// Unlike UAX #29, a point between letters separates (System.String is two words).
    /// </summary>
    Unicode,

    /// <summary>At white space (the Unicode property White_Space) only, as word2vec does; punctuation sticks to its word.</summary>
    Whitespace,
}
