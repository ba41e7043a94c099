using Assay.Core.Files;
using Assay.Reports.Internals;

namespace Assay.Reports;

/// <summary>
/// One page that tells what was done and what came of it: a title, a summary, and sections of text, figures and tables.
/// It is saved as a single HTML file that needs no network, follows the reader's light or dark scheme and prints well.
/// </summary>
/// <example>
/// <code>
/// var report = new Report("Word vectors") { Summary = "Trained on 1.7 million words in 12 seconds." };
/// report.Section("Training").Figure(new LinePlot("Loss").Add("running loss", steps, losses), "Mean loss of a pair.");
/// report.Save("report.html");
/// </code>
/// </example>
public sealed class Report
{
    private readonly List<ReportSection> sections = [];
    private readonly List<KeyFigure> keyFigures = [];
    private readonly List<(string Name, string Value)> details = [];

    /// <summary>Starts a report.</summary>
    /// <param name="title">The heading of the page and the title of the browser's tab.</param>
    public Report(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
    }

    /// <summary>The heading of the page.</summary>
    public string Title { get; }

    /// <summary>A few words above the title that say what kind of report this is; null leaves them out.</summary>
    public string? Kind { get; init; }

    /// <summary>What a reader with half a minute should know, below the title. Blank lines separate paragraphs, back-ticks set code.</summary>
    public string? Summary { get; init; }

    /// <summary>The language of the text, as in HTML's <c>lang</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The sections, in the order of reading.</summary>
    public IReadOnlyList<ReportSection> Sections => sections;

    /// <summary>The figures at the top of the page.</summary>
    internal IReadOnlyList<KeyFigure> TopFigures => keyFigures;

    /// <summary>How the report was made, for the foot of the page.</summary>
    internal IReadOnlyList<(string Name, string Value)> Provenance => details;

    /// <summary>Adds figures to the top of the page, where they are read first.</summary>
    public Report KeyFigures(params IEnumerable<KeyFigure> figures)
    {
        keyFigures.AddRange(figures);
        return this;
    }

    /// <summary>Adds a line to the foot of the page that says how the report was made: a version, a seed, a machine, a command.</summary>
    public Report Detail(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        details.Add((name, value));
        return this;
    }

    /// <summary>Starts the next section.</summary>
    public ReportSection Section(string heading)
    {
        var section = new ReportSection(heading);
        sections.Add(section);
        return section;
    }

    /// <summary>The whole page as HTML.</summary>
    public string ToHtml()
    {
        using var text = new StringWriter();
        ReportPage.Write(this, text);
        return text.ToString();
    }

    /// <summary>Writes the page to a file, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.WriteAllText(path, ToHtml());
}
