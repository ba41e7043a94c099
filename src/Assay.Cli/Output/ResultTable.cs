namespace Assay.Cli.Output;

/// <summary>A table of results, however it is drawn.</summary>
/// <param name="columns">Heads of the columns; one that begins with &gt; holds numbers and is aligned right.</param>
internal sealed class ResultTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Heads of the columns.</summary>
    public IReadOnlyList<string> Columns { get; } = [.. columns.Select(column => column.TrimStart('>'))];

    /// <summary>Line above the table; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>The rows.</summary>
    public IReadOnlyList<string[]> Rows => _rows;

    /// <summary>Whether a column is aligned right.</summary>
    public bool IsNumeric(int column) => columns[column].StartsWith('>');

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">It has not one cell for each column.</exception>
    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length) throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns", nameof(cells));
        _rows.Add(cells);
    }
}
