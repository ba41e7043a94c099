using System.Globalization;
using System.Text;

namespace Assay.Reports.Plots.Internals;

/// <summary>
/// How wide a text is, by the widths of Helvetica, which Arial and Liberation Sans share. It needs no font on this machine,
/// and plots are laid out alike everywhere.
/// </summary>
internal static class TextWidth
{
    /// <summary>Fonts of these widths; the reader's machine takes the first that it has.</summary>
    internal const string Families = "Helvetica, Arial, 'Liberation Sans', sans-serif";

    /// <summary>Widths of U+0020 to U+007E in thousandths of the font's size.</summary>
    private static ReadOnlySpan<short> Ascii =>
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Width of a line of text, in the units of its size.</summary>
    internal static double Of(string text, double size, bool bold = false)
    {
        var thousandths = 0;
        foreach (var rune in text.EnumerateRunes()) thousandths += Of(rune);
        return thousandths * size / 1000 * (bold ? 1.07 : 1);
    }

    /// <summary>The text, or as much of its start as fits with an ellipsis behind it.</summary>
    internal static string Shorten(string text, double size, double room)
    {
        if (Of(text, size) <= room) return text;
        var elements = StringInfo.ParseCombiningCharacters(text);
        for (var i = elements.Length - 1; i > 0; i--)
        {
            var start = text[..elements[i]].TrimEnd() + "…";
            if (Of(start, size) <= room) return start;
        }
        return "…";
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        >= 0x20 and <= 0x7E => Ascii[rune.Value - 0x20],
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 => 1000,
        >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or > 0xFFFF => 1000,
        0x2026 => 1000,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            UnicodeCategory.UppercaseLetter => 720,
            _ => 600,
        },
    };
}
