using System.Text;
using CsCheck;

namespace Assay.Embeddings.Tests.Corpora;

/// <summary>Text that looks for trouble: few words often repeated, many scripts, joiners, digits, all kinds of space.</summary>
internal static class RandomText
{
    private static readonly string[] Pieces =
    [
        "a", "B", "the", "The", "naïve", "ÉCOLE", "straße", "İstanbul", "Ⱥx", "K", "don't", "rock'n'roll", "l’été", "'tis", "dogs'", "''", "x''y",
        "3", "14", "3.14", "1,000", "1.", ".5", "v2.0", "a.b", "a1", "1a", "1'2", "a'1", "٣٫٤", "٣.٤", "snake_case", "_", "‿", "Ελλάδα", "ΟΔΟΣ", "слово", "日本語", "ひらがな",
        "カタカナ", "한국어", "e\u0301", "\u0301", "col·lecció", "نمی\u200Cخواهم", "\u200D", "𝒳", "𠀀", "😀", "ﷺ", "\u00AD", "\uFEFF", "\uFFFD",
        "abcdefghijklmnop", "abcdefghijklmnopq", "abcdefghijklmnopqrstuvwxyz0123456789", "²", "½", "Ⅷ", "-", "—", "(", ")", "\"", "<b>", "&amp;", "http://x.y/z",
    ];

    private static readonly string[] Separators = [" ", " ", " ", " ", "", "", "\n", "\r\n", "\t", "\u00A0", "\u2003", "\u3000", "\v", "\u0085", ", ", ". ", "'"];

    public static Gen<string> Texts(int most) =>
        Gen.Select(Gen.Frequency((6, Any(Pieces)), (2, AsciiWord), (1, AnyRunes)), Any(Separators), (piece, separator) => piece + separator)
            .Array[0, most].Select(string.Concat);

    private static Gen<string> Any(string[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);

    private static Gen<string> AsciiWord => Gen.Char['a', 'e'].Array[1, 3].Select(letters => new string(letters));

    private static Gen<string> AnyRunes =>
        Gen.Int[1, 0x10FFFF].Where(Rune.IsValid).Array[1, 4].Select(runes => string.Concat(runes.Select(rune => new Rune(rune).ToString())));
}
