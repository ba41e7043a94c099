using System.Globalization;

namespace Assay.Reports.Internals;

/// <summary>
/// Writes a report as HTML5. Void elements are closed and attributes quoted, so that the page is well-formed XML as well.
/// </summary>
internal static class ReportPage
{
    /// <summary>Reports with fewer sections are seen at a glance and need no list of them.</summary>
    private const int SectionsWorthListing = 3;

    internal static void Write(Report report, TextWriter page)
    {
        var title = Markup.Escape(report.Title);
        page.Write("<!DOCTYPE html>\n");
        page.Write($"<html lang=\"{Markup.Escape(report.Language)}\">\n<head>\n<meta charset=\"utf-8\" />\n");
        page.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n");
        page.Write("<meta name=\"color-scheme\" content=\"light dark\" />\n");
        page.Write($"<title>{title}</title>\n<style>\n{Stylesheet.Text}</style>\n</head>\n<body>\n");
        page.Write("<header>\n");
        if (report.Kind is { } kind) page.Write($"<p class=\"kind\">{Markup.Escape(kind)}</p>\n");
        page.Write($"<h1>{title}</h1>\n");
        if (report.Summary is { } summary)
        {
            page.Write("<div class=\"summary\">\n");
            WriteParagraphs(summary, page);
            page.Write("</div>\n");
        }
        WriteKeyFigures(report.TopFigures, page);
        page.Write("</header>\n");
        WriteContents(report, page);

        page.Write("<main>\n");
        var blocks = new BlockWriter(page);
        for (var i = 0; i < report.Sections.Count; i++)
        {
            var section = report.Sections[i];
            page.Write($"<section id=\"{SectionId(i)}\" aria-labelledby=\"{SectionId(i)}-heading\">\n");
            page.Write($"<h2 id=\"{SectionId(i)}-heading\">{Markup.Escape(section.Heading)}</h2>\n");
            foreach (var block in section.Blocks) blocks.Write(block);
            page.Write("</section>\n");
        }
        page.Write("</main>\n");
        WriteProvenance(report, page);
        page.Write("</body>\n</html>\n");
    }

    internal static void WriteParagraphs(string text, TextWriter page)
    {
        foreach (var paragraph in Markup.Paragraphs(text)) page.Write($"<p>{Markup.Inline(paragraph)}</p>\n");
    }

    internal static void WriteKeyFigures(IReadOnlyList<KeyFigure> figures, TextWriter page)
    {
        if (figures.Count == 0) return;
        page.Write("<dl class=\"key-figures\">\n");
        foreach (var figure in figures)
        {
            page.Write($"<div><dt>{Markup.Escape(figure.Label)}</dt><dd><span class=\"value\">{Markup.Escape(figure.Value)}</span>");
            if (figure.Unit is { } unit) page.Write($" <span class=\"unit\">{Markup.Escape(unit)}</span>");
            page.Write("</dd>");
            if (figure.Note is { } note) page.Write($"<dd class=\"note\">{Markup.Escape(note)}</dd>");
            page.Write("</div>\n");
        }
        page.Write("</dl>\n");
    }

    private static void WriteContents(Report report, TextWriter page)
    {
        if (report.Sections.Count < SectionsWorthListing) return;
        page.Write("<nav aria-label=\"Contents\">\n<ol>\n");
        for (var i = 0; i < report.Sections.Count; i++)
            page.Write($"<li><a href=\"#{SectionId(i)}\">{Markup.Escape(report.Sections[i].Heading)}</a></li>\n");
        page.Write("</ol>\n</nav>\n");
    }

    private static void WriteProvenance(Report report, TextWriter page)
    {
        if (report.Provenance.Count == 0) return;
        page.Write("<footer>\n<dl>\n");
        foreach (var (name, value) in report.Provenance)
            page.Write($"<div><dt>{Markup.Escape(name)}</dt><dd>{Markup.Inline(value)}</dd></div>\n");
        page.Write("</dl>\n</footer>\n");
    }

    private static string SectionId(int index) => string.Create(CultureInfo.InvariantCulture, $"section-{index + 1}");
}
