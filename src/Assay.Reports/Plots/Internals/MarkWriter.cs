using System.Globalization;
using System.Text;
using Assay.Reports.Internals;

namespace Assay.Reports.Plots.Internals;

/// <summary>Writes marks as SVG; those that look alike and follow each other share a group, which says how.</summary>
internal static class MarkWriter
{
    internal static void Write(IReadOnlyList<Mark> marks, SortedSet<Tint> used, StringBuilder body)
    {
        for (var start = 0; start < marks.Count;)
        {
            var look = Look(marks[start]);
            if (marks[start].Colour is null) used.Add(marks[start].Tint);
            if (marks[start] is TextMark { OverData: true }) used.Add(Tint.Paper);
            body.Append("<g").Append(look).Append('>');
            var end = start;
            while (end < marks.Count && Look(marks[end]) == look) Write(marks[end++], body);
            body.Append("</g>\n");
            start = end;
        }
    }

    private static string Look(Mark mark)
    {
        var edged = mark is TextMark { OverData: true };
        var look = mark.Colour is { } colour
            ? $" fill=\"{colour}\""
            : string.Create(CultureInfo.InvariantCulture, $" fill=\"{Palette.Light(mark.Tint)}\" class=\"f{(int)mark.Tint}{(edged ? $" s{(int)Tint.Paper}" : "")}\"");
        if (edged) look += $" stroke=\"{Palette.Light(Tint.Paper)}\" stroke-width=\"2.5\" stroke-opacity=\".8\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
        if (mark is not TextMark text) return look;
        if (text.Anchor != TextAnchor.Start) look += text.Anchor == TextAnchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
        if (text.Size != PlotFrame.TextSize) look += $" font-size=\"{SvgDocument.Number(text.Size)}\"";
        return text.Bold ? look + " font-weight=\"600\"" : look;
    }

    private static void Write(Mark mark, StringBuilder body)
    {
        switch (mark)
        {
            case TextMark text:
                body.Append("<text x=\"").Append(SvgDocument.Number(text.X)).Append("\" y=\"").Append(SvgDocument.Number(text.Y));
                if (text.OverData) body.Append("\" textLength=\"").Append(SvgDocument.Number(TextWidth.Of(text.Text, text.Size)));
                if (text.Upright) body.Append("\" transform=\"rotate(-90 ").Append(SvgDocument.Number(text.X)).Append(' ').Append(SvgDocument.Number(text.Y)).Append(')');
                body.Append("\">").Append(Markup.Escape(text.Text)).Append("</text>");
                break;
            case RectangleMark box:
                body.Append("<rect x=\"").Append(SvgDocument.Number(box.X)).Append("\" y=\"").Append(SvgDocument.Number(box.Y));
                body.Append("\" width=\"").Append(SvgDocument.Number(box.Width)).Append("\" height=\"").Append(SvgDocument.Number(box.Height));
                if (box.Radius > 0) body.Append("\" rx=\"").Append(SvgDocument.Number(box.Radius));
                body.Append("\"/>");
                break;
            default: throw new ArgumentException($"No way is known to write a {mark.GetType().Name}.", nameof(mark));
        }
    }
}
