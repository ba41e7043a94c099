namespace Assay.Cli.Output;

/// <summary>A table as aligned text, for pipes and files: no frames, two spaces between columns.</summary>
internal static class PlainTable
{
    /// <summary>Writes it.</summary>
    public static void Write(ResultTable table, TextWriter writer)
    {
        if (table.Title.Length > 0) writer.WriteLine(table.Title);
        var widths = new int[table.Columns.Count];
        for (var column = 0; column < widths.Length; column++)
        {
            widths[column] = table.Columns[column].Length;
            foreach (var row in table.Rows) widths[column] = Math.Max(widths[column], row[column].Length);
        }

        WriteRow(table, table.Columns, widths, writer);
        foreach (var row in table.Rows) WriteRow(table, row, widths, writer);
    }

    private static void WriteRow(ResultTable table, IReadOnlyList<string> cells, int[] widths, TextWriter writer)
    {
        var padded = cells.Select((cell, column) => table.IsNumeric(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
        writer.WriteLine(string.Join("  ", padded).TrimEnd());
    }
}
