using Assay.Reports.Diagrams;
using Assay.Reports.Internals;
using Assay.Reports.Plots;

namespace Assay.Reports;

/// <summary>A heading and what stands below it, in the order in which it was added.</summary>
public sealed class ReportSection
{
    private readonly List<Block> blocks = [];

    internal ReportSection(string heading)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(heading);
        Heading = heading;
    }

    /// <summary>The heading; sections are listed by it at the top of long reports.</summary>
    public string Heading { get; }

    internal IReadOnlyList<Block> Blocks => blocks;

    /// <summary>Adds text. Blank lines separate paragraphs, <c>`back-ticks`</c> set code; all else is shown as it is.</summary>
    public ReportSection Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        blocks.Add(new TextBlock(text));
        return this;
    }

    /// <summary>Adds figures side by side.</summary>
    public ReportSection KeyFigures(params IEnumerable<KeyFigure> figures)
    {
        blocks.Add(new KeyFiguresBlock([.. figures]));
        return this;
    }

    /// <summary>Adds a table.</summary>
    public ReportSection Table(ReportTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        blocks.Add(new TableBlock(table));
        return this;
    }

    /// <summary>Adds a plot with the sentence that says what is to be seen in it.</summary>
    public ReportSection Figure(Plot plot, string caption)
    {
        ArgumentNullException.ThrowIfNull(plot);
        ArgumentException.ThrowIfNullOrWhiteSpace(caption);
        blocks.Add(new FigureBlock(plot.ToSvg, caption));
        return this;
    }

    /// <summary>Adds a diagram with the sentence that says what is to be seen in it.</summary>
    public ReportSection Figure(Diagram diagram, string caption)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        ArgumentException.ThrowIfNullOrWhiteSpace(caption);
        blocks.Add(new FigureBlock(_ => diagram.ToSvg(), caption));
        return this;
    }

    /// <summary>Adds text whose spaces and line ends count: a command, its output, code.</summary>
    /// <param name="text">The text, shown in a fixed-width font.</param>
    /// <param name="caption">What it is; null for none.</param>
    public ReportSection Preformatted(string text, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        blocks.Add(new PreformattedBlock(text, caption));
        return this;
    }
}
