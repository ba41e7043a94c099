namespace Assay.Embeddings.Corpora.Internals;

/// <summary>What a character does to words under <see cref="WordBoundaries.Unicode"/>.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Ends a word and belongs to none.</summary>
    Separator,

    /// <summary>Continues or begins a word: letters and marks.</summary>
    Letter,

    /// <summary>Decimal digits.</summary>
    Digit,

    /// <summary>_ and its like, which continue or begin a word.</summary>
    Connector,

    /// <summary>Stays in a word between two letters: apostrophes, middle dot, zero-width joiners.</summary>
    BetweenLetters,

    /// <summary>Stays in a word between two digits: point and comma.</summary>
    BetweenDigits,

    /// <summary>A word of its own: Han and Hiragana.</summary>
    Alone,
}
