using System.Globalization;
using System.Text;
using Assay.Reports.Internals;
using Assay.Reports.Plots.Internals;

namespace Assay.Reports.Diagrams.Internals;

/// <summary>Writes a diagram as SVG.</summary>
internal static class DiagramSvg
{
    public static string Of(Diagram diagram)
    {
        var svg = new StringBuilder();
        var (width, height) = (N(diagram.Width), N(diagram.Height));
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"diagram\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{Markup.Escape(diagram.Title)}\" font-family=\"{TextWidth.Families}\" font-size=\"12\">\n");
        svg.Append("<style>svg.diagram{color-scheme:light dark}.diagram .t{fill:#1a1f26}.diagram .l{fill:#5a6472}.diagram .h{stroke:#fff;stroke-width:3;stroke-linejoin:round;paint-order:stroke}.diagram .e{fill:none;stroke:#8a94a3;stroke-width:1.3}.diagram .a{fill:#8a94a3}.diagram .b{stroke:#8a94a3}.diagram .m{fill:#fff;stroke:#8a94a3}@media screen and (prefers-color-scheme:dark){.diagram .t{fill:#e8ecf1}.diagram .l{fill:#a9b3c0}.diagram .h{stroke:#121417}.diagram .m{fill:#161a20}}</style>\n");
        svg.Append("<text class=\"t\" x=\"16\" y=\"22\" font-size=\"15\" font-weight=\"600\">").Append(Markup.Escape(diagram.Title)).Append("</text>\n");
        if (diagram.Legend.Length > 0) WriteLegend(diagram, svg);
        svg.Append("<g transform=\"translate(0 ").Append(N(DiagramStyle.Head)).Append(")\">\n");
        foreach (var path in diagram.Paths) Write(path, svg);
        foreach (var curve in diagram.Curves) Write(curve, svg);
        foreach (var box in diagram.Boxes) Write(box, svg);
        foreach (var disc in diagram.Discs) Write(disc, svg);
        foreach (var path in diagram.Paths)
            if (path.Label.Length > 0) svg.Append("<text class=\"l h\" font-size=\"10\" x=\"").Append(N(path.LabelX)).Append("\" y=\"").Append(N(path.LabelY)).Append("\">").Append(Markup.Escape(path.Label)).Append("</text>\n");
        foreach (var curve in diagram.Curves)
        {
            if (curve.Label.Length == 0) continue;
            var (x, y) = curve.At(curve.LabelAt);
            svg.Append("<text class=\"l h\" font-size=\"10\" text-anchor=\"middle\" x=\"").Append(N(x)).Append("\" y=\"").Append(N(y + 3.5)).Append("\">").Append(Markup.Escape(curve.Label)).Append("</text>\n");
        }
        foreach (var (x, y, text) in diagram.Captions) svg.Append("<text class=\"l\" font-size=\"11\" text-anchor=\"middle\" x=\"").Append(N(x)).Append("\" y=\"").Append(N(y)).Append("\">").Append(Markup.Escape(text)).Append("</text>\n");
        return svg.Append("</g>\n</svg>").ToString();
    }

    /// <summary>The curve as a path: upright at each corner.</summary>
    public static string Curve(DiagramPath path)
    {
        var text = new StringBuilder();
        text.Append('M').Append(N(path.Points[0].X)).Append(' ').Append(N(path.Points[0].Y));
        for (var i = 1; i < path.Points.Count; i++)
        {
            var (from, to) = (path.Points[i - 1], path.Points[i]);
            if (Math.Abs(from.X - to.X) < 0.05) text.Append('V').Append(N(to.Y));
            else
            {
                var middle = N((from.Y + to.Y) / 2);
                text.Append('C').Append(N(from.X)).Append(' ').Append(middle).Append(' ').Append(N(to.X)).Append(' ').Append(middle).Append(' ').Append(N(to.X)).Append(' ').Append(N(to.Y));
            }
        }
        return text.ToString();
    }

    private static void WriteLegend(Diagram diagram, StringBuilder svg)
    {
        for (var i = 0; i < 6; i++) svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"b\" stroke-width=\".5\" x=\"{16 + 18 * i}\" y=\"32\" width=\"18\" height=\"10\" fill=\"{DiagramStyle.Fill(i * i / 25.0)}\"/>");
        svg.Append("<text class=\"l\" font-size=\"11\" x=\"130\" y=\"41\">").Append(Markup.Escape(diagram.Legend)).Append("</text>\n");
    }

    private static void Write(DiagramPath path, StringBuilder svg)
    {
        svg.Append("<path class=\"e\" d=\"").Append(Curve(path)).Append("\"/>");
        var (start, end) = (path.Points[0], path.Points[^1]);
        if (path.EndMark.Length > 0) Mark(end, path.EndMark, svg);
        else svg.Append("<path class=\"a\" d=\"M").Append(N(end.X)).Append(' ').Append(N(end.Y)).Append("l-3.5 -7h7z\"/>");
        if (path.StartMark.Length > 0) Mark(start, path.StartMark, svg);
        svg.Append('\n');
    }

    /// <summary>A curve's way as a path.</summary>
    public static string Curve(DiagramCurve curve) =>
        $"M{N(curve.From.X)} {N(curve.From.Y)}C{N(curve.FirstHandle.X)} {N(curve.FirstHandle.Y)} {N(curve.SecondHandle.X)} {N(curve.SecondHandle.Y)} {N(curve.To.X)} {N(curve.To.Y)}";

    private static void Write(DiagramCurve curve, StringBuilder svg)
    {
        svg.Append("<path class=\"e\" d=\"").Append(Curve(curve)).Append('"');
        if (curve.IsDashed) svg.Append(" stroke-dasharray=\"4 3\"");
        var arrow = curve.Arrow();
        svg.Append("/><path class=\"a\" d=\"M").AppendJoin('L', arrow.Select(corner => $"{N(corner.X)} {N(corner.Y)}")).Append("z\"/>\n");
    }

    private static void Write(DiagramDisc disc, StringBuilder svg)
    {
        svg.Append("<g><title>").Append(Markup.Escape(disc.Tooltip)).Append("</title><circle class=\"b\" cx=\"").Append(N(disc.X)).Append("\" cy=\"").Append(N(disc.Y)).Append("\" r=\"").Append(N(disc.Radius)).Append("\" fill=\"").Append(DiagramStyle.Fill(disc.Weight)).Append("\"/>");
        if (disc.IsDouble) svg.Append("<circle class=\"b\" fill=\"none\" cx=\"").Append(N(disc.X)).Append("\" cy=\"").Append(N(disc.Y)).Append("\" r=\"").Append(N(disc.Radius - 3.5)).Append("\"/>");
        for (var i = 0; i < disc.Lines.Count; i++)
        {
            svg.Append("<text fill=\"").Append(DiagramStyle.Ink(disc.Weight)).Append("\" text-anchor=\"middle\" x=\"").Append(N(disc.X)).Append("\" y=\"").Append(N(Baseline(disc, i))).Append('"');
            svg.Append(i == 0 ? " font-weight=\"600\"" : " font-size=\"11\" fill-opacity=\".85\"").Append('>').Append(Markup.Escape(disc.Lines[i])).Append("</text>");
        }
        svg.Append("</g>\n");
    }

    /// <summary>Baseline of a line of a disc.</summary>
    public static double Baseline(DiagramDisc disc, int line) => disc.Y - disc.Lines.Count * DiagramStyle.LineHeight / 2 + DiagramStyle.LineHeight * (line + 1) - 4;

    private static void Mark((double X, double Y) at, string text, StringBuilder svg) =>
        svg.Append("<circle class=\"m\" cx=\"").Append(N(at.X)).Append("\" cy=\"").Append(N(at.Y)).Append("\" r=\"").Append(N(DiagramStyle.MarkRadius)).Append("\"/><text class=\"t\" font-size=\"10\" text-anchor=\"middle\" x=\"").Append(N(at.X)).Append("\" y=\"").Append(N(at.Y + 3.5)).Append("\">").Append(Markup.Escape(text)).Append("</text>");

    private static void Write(DiagramBox box, StringBuilder svg)
    {
        svg.Append("<g><title>").Append(Markup.Escape(box.Tooltip)).Append("</title><rect class=\"b\" rx=\"4\" x=\"").Append(N(box.X)).Append("\" y=\"").Append(N(box.Y)).Append("\" width=\"").Append(N(box.Width)).Append("\" height=\"").Append(N(box.Height)).Append("\" fill=\"").Append(DiagramStyle.Fill(box.Weight)).Append("\"/>");
        for (var i = 0; i < box.Lines.Count; i++)
        {
            svg.Append("<text fill=\"").Append(DiagramStyle.Ink(box.Weight)).Append("\" text-anchor=\"middle\" x=\"").Append(N(box.X + box.Width / 2)).Append("\" y=\"").Append(N(Baseline(box, i))).Append('"');
            svg.Append(i == 0 ? " font-weight=\"600\"" : " font-size=\"11\" fill-opacity=\".85\"").Append('>').Append(Markup.Escape(box.Lines[i])).Append("</text>");
        }
        svg.Append("</g>\n");
    }

    /// <summary>Baseline of a line of a box.</summary>
    public static double Baseline(DiagramBox box, int line) => box.Y + (box.Height - box.Lines.Count * DiagramStyle.LineHeight) / 2 + DiagramStyle.LineHeight * (line + 1) - 4;

    private static string N(double value) => SvgDocument.Number(value);
}
