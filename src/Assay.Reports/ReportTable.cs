using System.Globalization;

namespace Assay.Reports;

/// <summary>
/// Rows under named columns. A column whose cells are all numbers is set to the right with aligned digits;
/// the first column names its row.
/// </summary>
public sealed class ReportTable
{
    private readonly string[] columns;
    private readonly List<string[]> rows = [];

    /// <summary>Starts a table.</summary>
    /// <param name="caption">What the table shows; read aloud before it.</param>
    /// <param name="columns">The heading of each column, at least one.</param>
    public ReportTable(string caption, params IEnumerable<string> columns)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(caption);
        Caption = caption;
        this.columns = [.. columns];
        if (this.columns.Length == 0) throw new ArgumentException("A table has at least one column.", nameof(columns));
    }

    /// <summary>What the table shows.</summary>
    public string Caption { get; }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The cells, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One text for each column; empty where nothing was measured.</param>
    /// <exception cref="ArgumentException">The number of cells is not that of the columns.</exception>
    public ReportTable Row(params IEnumerable<string> cells)
    {
        string[] row = [.. cells];
        if (row.Length != columns.Length)
            throw new ArgumentException($"A row of table \"{Caption}\" has {row.Length} cells; it has {columns.Length} columns.", nameof(cells));
        rows.Add(row);
        return this;
    }

    /// <summary>Whether every cell of the column that is not empty is a number.</summary>
    internal bool IsNumeric(int column)
    {
        var numbers = 0;
        foreach (var row in rows)
        {
            if (row[column].Length == 0 || row[column] is "–" or "—") continue;
            if (!LooksNumeric(row[column])) return false;
            numbers++;
        }
        return numbers > 0;
    }

    /// <summary>A number as people write it: "1,234.5", "−3", "37.9 %", "1.9 ×", "2.4e-3", "12 ms".</summary>
    private static bool LooksNumeric(string cell)
    {
        var start = cell.AsSpan().TrimStart();
        if (start.Length > 0 && start[0] is '−' or '+' or '-' or '≈' or '<' or '>' or '≥' or '≤') start = start[1..].TrimStart();
        var end = 0;
        while (end < start.Length && (char.IsAsciiDigit(start[end]) || start[end] is '.' or ',' or '\u202F' or '\u00A0')) end++;
        if (end == 0 || !char.IsAsciiDigit(start[0])) return false;
        var digits = string.Concat(start[..end].ToString().Where(c => c is not (',' or '\u202F' or '\u00A0')));
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return false;
        var rest = start[end..].TrimStart();
        return rest.Length <= 12 && rest.IndexOf(' ') < 0;
    }
}
