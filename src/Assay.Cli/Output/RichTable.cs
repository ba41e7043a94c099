using Spectre.Console;

namespace Assay.Cli.Output;

/// <summary>A table for a terminal. Apart from <see cref="PlainTable"/> so that Spectre.Console is loaded only where somebody looks.</summary>
internal static class RichTable
{
    /// <summary>Writes it.</summary>
    public static void Write(ResultTable table, TextWriter writer, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        var rich = new Table { Border = TableBorder.Simple };
        if (table.Title.Length > 0) rich.Title = new TableTitle(Markup.Escape(table.Title));
        for (var column = 0; column < table.Columns.Count; column++)
        {
            rich.AddColumn(new TableColumn(new Text(table.Columns[column]))
            {
                Alignment = table.IsNumeric(column) ? Justify.Right : Justify.Left,
            });
        }

        foreach (var row in table.Rows) rich.AddRow(row.Select(cell => new Text(cell)));
        console.Write(rich);
    }
}
