using System.Text;

namespace Assay.Bench.Results;

/// <summary>A table in Markdown; numbers stand to the right.</summary>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("| ").AppendJoin(" | ", headings).Append(" |\n|");
        for (var column = 0; column < headings.Length; column++) text.Append(column == 0 ? "---|" : "---:|");
        foreach (var row in _rows) text.Append("\n| ").AppendJoin(" | ", row).Append(" |");
        return text.Append('\n').ToString();
    }
}
