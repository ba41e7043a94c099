using System.Text;

namespace Assay.Reports.Internals;

/// <summary>Text that is safe between tags and inside quoted attributes, in HTML as in SVG.</summary>
internal static class Markup
{
    /// <summary>Escapes what would be read as markup and replaces characters that neither HTML nor XML may contain.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            switch (character)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case '\r':
                    if (i + 1 >= text.Length || text[i + 1] != '\n') escaped.Append('\n');
                    break;
                case '\t' or '\n': escaped.Append(character); break;
                case < ' ' or (>= '\u007F' and <= '\u009F') or '\uFFFE' or '\uFFFF': escaped.Append('\uFFFD'); break;
                default:
                    if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) escaped.Append(character).Append(text[++i]);
                    else escaped.Append(char.IsSurrogate(character) ? '\uFFFD' : character);
                    break;
            }
        }
        return escaped.ToString();
    }

    /// <summary>Escapes a line of running text and sets what stands between back-ticks as code.</summary>
    internal static string Inline(string text)
    {
        var html = new StringBuilder();
        var position = 0;
        while (position < text.Length)
        {
            var open = text.IndexOf('`', position);
            var close = open < 0 ? -1 : text.IndexOf('`', open + 1);
            if (close < 0 || close == open + 1) break;
            html.Append(Escape(text[position..open])).Append("<code>").Append(Escape(text[(open + 1)..close])).Append("</code>");
            position = close + 1;
        }
        return html.Append(Escape(text[position..])).ToString();
    }

    /// <summary>The paragraphs of a text: what blank lines separate.</summary>
    internal static IEnumerable<string> Paragraphs(string text) =>
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
