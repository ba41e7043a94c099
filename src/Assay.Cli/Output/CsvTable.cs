namespace Assay.Cli.Output;

/// <summary>A table as comma-separated values (RFC 4180).</summary>
internal static class CsvTable
{
    /// <summary>Writes it.</summary>
    public static void Write(ResultTable table, TextWriter writer)
    {
        writer.WriteLine(string.Join(',', table.Columns.Select(Quoted)));
        foreach (var row in table.Rows) writer.WriteLine(string.Join(',', row.Select(Quoted)));
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny("\",\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
