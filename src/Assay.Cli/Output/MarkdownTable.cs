namespace Assay.Cli.Output;

/// <summary>A table for a Markdown page.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes it.</summary>
    public static void Write(ResultTable table, TextWriter writer)
    {
        if (table.Title.Length > 0) writer.WriteLine($"**{table.Title}**\n");
        writer.WriteLine($"| {string.Join(" | ", table.Columns.Select(Escaped))} |");
        writer.WriteLine($"|{string.Concat(table.Columns.Select((_, column) => table.IsNumeric(column) ? "---:|" : "---|"))}");
        foreach (var row in table.Rows) writer.WriteLine($"| {string.Join(" | ", row.Select(Escaped))} |");
        writer.WriteLine();
    }

    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
