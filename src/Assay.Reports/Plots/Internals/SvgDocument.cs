using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assay.Reports.Internals;

namespace Assay.Reports.Plots.Internals;

/// <summary>
/// Turns a drawing into one SVG element: the library's shapes, rounded and with ids of their own, and the marks as text.
/// Colours of the palette stand as attributes in their light values, for any viewer, and a style overrides them in the dark scheme.
/// </summary>
internal static partial class SvgDocument
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    internal static bool IsId(string id) => IdPattern().IsMatch(id);

    internal static string From(Drawing drawing, string id, string spoken)
    {
        var drawn = XDocument.Parse(drawing.Plot.GetSvgXml(drawing.Width, drawing.Height)).Root!;
        var used = new SortedSet<Tint>();
        var titles = new Queue<string>(drawing.PointTitles);
        var ids = new Dictionary<string, string>();
        var body = new StringBuilder();
        foreach (var element in drawn.Elements()) Write(element, Rename, titles, used, body);
        MarkWriter.Write(drawing.Marks, used, body);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"{Svg}\" id=\"{id}\" viewBox=\"0 0 {drawing.Width} {drawing.Height}\" width=\"{drawing.Width}\" height=\"{drawing.Height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-label=\"{Markup.Escape(spoken)}\" font-family=\"{TextWidth.Families}\" font-size=\"12\">\n<style>#{id}{{color-scheme:light dark}}");
        if (used.Count > 0)
        {
            svg.Append("@media screen and (prefers-color-scheme:dark){");
            foreach (var tint in used) svg.Append(CultureInfo.InvariantCulture, $"#{id} .f{(int)tint}{{fill:{Palette.Dark(tint)}}}#{id} .s{(int)tint}{{stroke:{Palette.Dark(tint)}}}");
            svg.Append('}');
        }
        return svg.Append("</style>\n").Append(body).Append("</svg>").ToString();

        // The library counts its ids over the life of the process; ours start anew in each element, so that equal plots are equal text.
        string Rename(string name) => ids.TryGetValue(name, out var known) ? known : ids[name] = string.Create(CultureInfo.InvariantCulture, $"{id}-{ids.Count + 1}");
    }

    /// <summary>A number with one decimal, which is finer than a reader sees.</summary>
    internal static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    private static void Write(XElement element, Func<string, string> rename, Queue<string> titles, SortedSet<Tint> used, StringBuilder body)
    {
        var name = element.Name.LocalName;
        // All text is written from the marks; the library's own is empty.
        if (name == "text") return;
        if (name == "clipPath" && element.NextNode is XElement next && !next.DescendantsAndSelf().Any(inner => inner.HasElements || inner.Name.LocalName != "g")) return;
        if (name == "g" && !element.HasElements) return;
        if (name == "ellipse") name = "circle";
        body.Append('<').Append(name);
        string? classes = null;
        foreach (var attribute in element.Attributes())
        {
            var (key, value) = (attribute.Name.LocalName, attribute.Value);
            if (attribute.IsNamespaceDeclaration || IsDefault(key, value) || key == "ry" && name == "circle") continue;
            if (key == "rx" && name == "circle") key = "r";
            if (key is "fill" or "stroke" && Palette.Find(value) is { } tint)
            {
                used.Add(tint);
                classes = string.Create(CultureInfo.InvariantCulture, $"{(classes is null ? "" : classes + " ")}{key[0]}{(int)tint}");
            }
            body.Append(' ').Append(key).Append("=\"").Append(Markup.Escape(Value(attribute, key, value, rename))).Append('"');
        }
        // Cells of a heat map are squares, not a blur.
        if (name == "image") body.Append(" style=\"image-rendering:pixelated\"");
        if (classes is not null) body.Append(" class=\"").Append(classes).Append('"');
        var title = name == "circle" && titles.TryDequeue(out var text) ? text : "";
        if (!element.HasElements && title.Length == 0)
        {
            body.Append("/>\n");
            return;
        }
        body.Append('>');
        if (title.Length > 0) body.Append("<title>").Append(Markup.Escape(title)).Append("</title>");
        else body.Append('\n');
        foreach (var child in element.Elements()) Write(child, rename, titles, used, body);
        body.Append("</").Append(name).Append(">\n");
    }

    private static string Value(XAttribute attribute, string key, string value, Func<string, string> rename) => key switch
    {
        "id" => rename(value),
        "href" when attribute.Name.Namespace == Link && value.StartsWith('#') => "#" + rename(value[1..]),
        "href" => value,
        _ when value.StartsWith("url(#", StringComparison.Ordinal) => $"url(#{rename(value[5..^1])})",
        "transform" => FinePattern().Replace(value, found => Math.Round(double.Parse(found.ValueSpan, CultureInfo.InvariantCulture), 4).ToString("0.####", CultureInfo.InvariantCulture)),
        "d" or "x" or "y" or "cx" or "cy" or "r" or "width" or "height" => FinePattern().Replace(value, found => Number(double.Parse(found.ValueSpan, CultureInfo.InvariantCulture))),
        _ => value,
    };

    private static bool IsDefault(string key, string value) =>
        key == "stroke-miterlimit" || key == "stroke-width" && value == "1" || key is "fill-opacity" or "stroke-opacity" && value == "1";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]*$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"-?\d+\.\d+(e-?\d+)?|-?\d+e-?\d+")]
    private static partial Regex FinePattern();
}
