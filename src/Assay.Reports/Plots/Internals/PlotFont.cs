using Assay.Core.Errors;
using SkiaSharp;

namespace Assay.Reports.Plots.Internals;

/// <summary>The fonts of this machine that text in pictures is drawn with.</summary>
internal static class PlotFont
{
    private static readonly string[] Preferred = ["Liberation Sans", "Arimo", "Helvetica", "Arial", "Nimbus Sans", "DejaVu Sans", "Noto Sans"];
    private static readonly Lazy<SKTypeface> Main = new(() => Choose(SKFontManager.Default.MatchFamily, SKFontManager.Default.MatchCharacter));

    private static readonly Lazy<SKTypeface> Bold = new(() => SKFontManager.Default.MatchFamily(Main.Value.FamilyName, SKFontStyle.Bold) ?? Main.Value);

    /// <summary>A font that has the letters of the text: the main one wherever it can.</summary>
    internal static SKTypeface For(string text, bool bold)
    {
        var main = bold ? Bold.Value : Main.Value;
        foreach (var rune in text.EnumerateRunes())
            if (!main.ContainsGlyph(rune.Value) && SKFontManager.Default.MatchCharacter(rune.Value) is { } other) return other;
        return main;
    }

    /// <summary>The first preferred family that is there, else any font with Latin letters.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal static SKTypeface Choose(Func<string, SKTypeface?> byFamily, Func<int, SKTypeface?> byCharacter)
    {
        foreach (var family in Preferred)
            if (byFamily(family) is { } typeface && typeface.FamilyName.Equals(family, StringComparison.OrdinalIgnoreCase)) return typeface;
        return byCharacter('a') ?? throw new InputException(
            "cannot draw the text of a PNG: this machine has no font; install one (on Debian: apt-get install fonts-liberation) or save the plot as SVG");
    }
}
