using System.Globalization;

namespace Assay.Reports.Internals;

/// <summary>Writes the blocks of all sections in turn; it counts tables and figures, so that each has its number and its ids.</summary>
internal sealed class BlockWriter(TextWriter page)
{
    private int figures;
    private int tables;

    internal void Write(Block block)
    {
        switch (block)
        {
            case TextBlock text: ReportPage.WriteParagraphs(text.Text, page); break;
            case KeyFiguresBlock key: ReportPage.WriteKeyFigures(key.Figures, page); break;
            case TableBlock table: Write(table.Table); break;
            case FigureBlock figure: Write(figure); break;
            case PreformattedBlock preformatted: Write(preformatted); break;
            default: throw new ArgumentException($"No way is known to write a {block.GetType().Name}.", nameof(block));
        }
    }

    private void Write(ReportTable table)
    {
        tables++;
        var classes = Enumerable.Range(0, table.Columns.Count).Select(column => table.IsNumeric(column) ? " class=\"number\"" : "").ToArray();
        // A wide table scrolls inside its own region, which therefore has a name and takes the keyboard's focus.
        page.Write(string.Create(CultureInfo.InvariantCulture, $"<div class=\"table\" role=\"region\" aria-labelledby=\"table-{tables}\" tabindex=\"0\">\n<table>\n"));
        page.Write(string.Create(CultureInfo.InvariantCulture, $"<caption id=\"table-{tables}\"><span class=\"label\">Table {tables}</span> {Markup.Inline(table.Caption)}</caption>\n<thead><tr>"));
        for (var i = 0; i < table.Columns.Count; i++) page.Write($"<th scope=\"col\"{classes[i]}>{Markup.Inline(table.Columns[i])}</th>");
        page.Write("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            page.Write($"<tr><th scope=\"row\"{classes[0]}>{Markup.Inline(row[0])}</th>");
            for (var i = 1; i < row.Count; i++) page.Write($"<td{classes[i]}>{Markup.Inline(row[i])}</td>");
            page.Write("</tr>\n");
        }
        page.Write("</tbody>\n</table>\n</div>\n");
    }

    private void Write(FigureBlock figure)
    {
        figures++;
        var id = string.Create(CultureInfo.InvariantCulture, $"figure-{figures}");
        page.Write($"<figure id=\"{id}\">\n{figure.Draw(id + "-plot")}\n");
        page.Write(string.Create(CultureInfo.InvariantCulture, $"<figcaption><span class=\"label\">Figure {figures}</span> {Markup.Inline(figure.Caption)}</figcaption>\n</figure>\n"));
    }

    private void Write(PreformattedBlock block)
    {
        page.Write("<figure class=\"code\">\n");
        if (block.Caption is { } caption) page.Write($"<figcaption>{Markup.Inline(caption)}</figcaption>\n");
        // The code element keeps a first empty line, which HTML drops right after a bare pre.
        page.Write($"<pre tabindex=\"0\"><code>{Markup.Escape(block.Text.TrimEnd())}</code></pre>\n</figure>\n");
    }
}
