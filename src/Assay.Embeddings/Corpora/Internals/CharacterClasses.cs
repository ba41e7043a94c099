using System.Globalization;
using System.Text;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Classes and lower case of all characters; tables for the basic plane are made on first use (under 2 ms).</summary>
internal static class CharacterClasses
{
    private const int BasicPlane = 0x10000;

    private static readonly byte[] Classes = new byte[BasicPlane];
    private static readonly char[] Lower = new char[BasicPlane];

    static CharacterClasses()
    {
        for (var code = 0; code < BasicPlane; code++)
        {
            var isSurrogate = code is >= 0xD800 and <= 0xDFFF;
            Classes[code] = isSurrogate ? (byte)CharacterClass.Separator : (byte)Classify(new Rune(code));
            Lower[code] = isSurrogate ? (char)code : (char)Rune.ToLowerInvariant(new Rune(code)).Value;
        }
    }

    public static CharacterClass Of(Rune rune) => rune.Value < BasicPlane ? (CharacterClass)Classes[rune.Value] : Classify(rune);

    public static Rune ToLower(Rune rune) => rune.Value < BasicPlane ? new Rune(Lower[rune.Value]) : Rune.ToLowerInvariant(rune);

    /// <summary>White space, and NUL, which belongs to no text.</summary>
    public static bool IsWhitespace(Rune rune) => rune.Value == 0 || Rune.IsWhiteSpace(rune);

    private static CharacterClass Classify(Rune rune) => rune.Value switch
    {
        '\'' or 0x2019 or 0x00B7 or 0x200C or 0x200D => CharacterClass.BetweenLetters,
        '.' or ',' => CharacterClass.BetweenDigits,
        >= 0x3041 and <= 0x3096 or 0x3005 or 0x3007 => CharacterClass.Alone,
        >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x3FFFF
            when Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter => CharacterClass.Alone,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterClass.Letter,
            UnicodeCategory.DecimalDigitNumber => CharacterClass.Digit,
            UnicodeCategory.ConnectorPunctuation => CharacterClass.Connector,
            _ => CharacterClass.Separator,
        },
    };
}
