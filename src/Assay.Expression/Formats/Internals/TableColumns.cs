using Assay.Core.Errors;

namespace Assay.Expression.Formats.Internals;

/// <summary>Tells from a preview which columns of a table are names, annotations and values, and which rows above the values are annotations.</summary>
internal sealed class TableColumns
{
    private readonly TablePreview _preview;
    private readonly ReadOptions _options;
    private readonly List<string?[]> _rows = [];      // the cells of the annotation rows, and the texts of the columns that are no numbers
    private readonly int[] _numbers, _texts;          // per column, how many cells of the preview

    public TableColumns(TablePreview preview, ReadOptions options)
    {
        (_preview, _options) = (preview, options);
        var first = preview.Lines[1];
        var (filled, all) = Fields.Count(first, preview.Delimiter);
        var header = preview.Header.Count;
        HasHeader = !IsNumeric(preview.Header);
        // R writes no cell above the names of the rows.
        Shifted = HasHeader && (filled == header + 1 || all == header + 1 && filled > header) && !(filled <= header && header <= all);
        Width = Shifted ? header + 1 : header;
        if (filled > Width || all < Width)
            throw new InputException($"{preview.Path}, line {preview.Numbers[1]}: {(all < Width ? all : filled)} columns, expected {Width} (as in the header); mend or delete the line.");
        if (Width > options.MaximumColumns)
            throw new InputException($"{preview.Path}, line {preview.Numbers[0]}: {Width} columns, more than {options.MaximumColumns} are taken for a file of another kind; select columns, or raise the limit (--max-columns).");
        Point = preview.Delimiter == ';' && !Contains((byte)'.') && Contains((byte)',') ? (byte)',' : (byte)'.';
        (_numbers, _texts) = (new int[Width], new int[Width]);
        Headers = [.. Enumerable.Range(0, Width).Select(HeaderOf)];
        AnnotationRows = CountAnnotationRows();
        Count();
        NameColumn = FindNames();
        Annotations = [.. Enumerable.Range(0, Width).Where(column => column != NameColumn && IsAnnotation(column))];
        Values = [.. Enumerable.Range(0, Width).Where(column => column != NameColumn && !Annotations.Contains(column))];
    }

    public bool HasHeader { get; }

    public bool Shifted { get; }

    public int Width { get; }

    public byte Point { get; }

    /// <summary>Header of each column; empty where it has none.</summary>
    public string[] Headers { get; }

    /// <summary>Rows above the values whose cells are all text.</summary>
    public int AnnotationRows { get; }

    /// <summary>The column that names the rows; −1 where none does.</summary>
    public int NameColumn { get; }

    public int[] Annotations { get; }

    public int[] Values { get; }

    /// <summary>Names of the first rows; empty where no column names them.</summary>
    public string[] RowNames => NameColumn < 0 ? [] : [.. DataLines().Select(line => Cells(line)[NameColumn] ?? "")];

    /// <summary>The annotation rows: key and a value for each value column.</summary>
    public List<(string Key, string?[] Values)> ColumnAnnotations =>
        [.. Enumerable.Range(0, AnnotationRows).Select(row => Cells(_preview.Lines[FirstRow + row])).Select((cells, row) =>
            (cells[0] is { Length: > 0 } key ? key : $"row {row + 1}", Values.Select(column => cells[column] is { Length: > 0 } text ? text : null).ToArray()))];

    /// <summary>Lines of the file before the first row of values.</summary>
    public int LinesBefore => FirstRow + AnnotationRows < _preview.Numbers.Count ? _preview.Numbers[FirstRow + AnnotationRows] - 1 : _preview.Numbers[^1];

    /// <summary>Texts of an annotation column in the preview.</summary>
    public IEnumerable<string?> Texts(int column) => DataLines().Select(line => Cells(line)[column]);

    private int FirstRow => HasHeader ? 1 : 0;

    private IEnumerable<byte[]> DataLines() => _preview.Lines.Skip(FirstRow + AnnotationRows);

    private string HeaderOf(int column)
    {
        if (!HasHeader) return "";
        var place = Shifted ? column - 1 : column;
        return place >= 0 && place < _preview.Header.Count ? _preview.Header[place] : "";
    }

    // Names of samples may be numbers too, but not measurements: without a header the first line has fractions.
    private static bool IsNumeric(List<string> cells) =>
        cells.Count > 1 && cells.Skip(1).All(cell => Kind(cell) <= CellKind.Missing) && cells.Skip(1).Any(cell => cell.Contains('.', StringComparison.Ordinal)) && !cells.Skip(1).All(cell => cell.Length == 0);

    private static CellKind Kind(string? cell) => NumberParser.Parse(System.Text.Encoding.UTF8.GetBytes(cell ?? ""), (byte)'.', out _);

    private bool Contains(byte mark) => _preview.Lines.Skip(1).Take(10).Any(line =>
    {
        var (place, column) = (0, 0);
        while (Fields.TryNext(line, _preview.Delimiter, ref place, out var cell))
            if (column++ > 0 && cell.Contains(mark) && !cell.ContainsAnyExceptInRange((byte)'+', (byte)'9')) return true;
        return false;
    });

    private int CountAnnotationRows()
    {
        var rows = _preview.Lines.Skip(FirstRow).Select(KindsOfRow).ToArray();
        var count = 0;
        while (count < rows.Length && rows[count] is (Numbers: 0, Texts: > 0)) count++;
        // If no row has a number, these are no annotations: the file holds text, and its first cell is named in the message.
        return count < rows.Length && rows[count].Numbers > 0 ? count : 0;
    }

    private (int Numbers, int Texts) KindsOfRow(byte[] line)
    {
        var (place, column, numbers, texts) = (0, 0, 0, 0);
        while (Fields.TryNext(line, _preview.Delimiter, ref place, out var cell))
        {
            if (column++ == 0) continue;
            var kind = NumberParser.Parse(cell, Point, out _);
            if (kind == CellKind.Text) texts++;
            else if (kind != CellKind.Missing) numbers++;
        }
        return (numbers, texts);
    }

    private void Count()
    {
        foreach (var line in DataLines())
        {
            var (place, column) = (0, 0);
            while (column < Width && Fields.TryNext(line, _preview.Delimiter, ref place, out var cell))
            {
                var kind = NumberParser.Parse(cell, Point, out _);
                if (kind == CellKind.Text) _texts[column]++;
                else if (kind != CellKind.Missing) _numbers[column]++;
                column++;
            }
        }
    }

    private int FindNames()
    {
        if (Shifted) return 0;
        var names = Texts(0).ToArray();
        var distinct = names.Distinct().Count();
        var text = _texts[0] > 0;
        if (text && (names.Length < 4 || distinct > names.Length / 2)) return 0;
        if (!text && (Headers[0].Length == 0 || NameWords.IsIdentifier(Headers[0]))) return 0;
        if (!text && distinct == names.Length && names.All(name => name is { Length: > 0 } && name.All(char.IsAsciiDigit)) && !HasWholeNumbersOnly()) return 0; // Entrez numbers
        // The first column is a class or a value; another may name the rows.
        for (var column = 1; column < Width; column++)
            if (_numbers[column] == 0 && _texts[column] > 0 && Texts(column).Distinct().Count() == names.Length) return column;
        return -1;
    }

    private bool HasWholeNumbersOnly() => !Contains((byte)'.') && !Contains((byte)',');

    private bool IsAnnotation(int column) =>
        _texts[column] > 0 && _numbers[column] == 0 || Headers[column].Length > 0 && (_options.AnnotationColumns.Contains(Headers[column]) || NameWords.IsAnnotation(Headers[column]));

    private string?[] Cells(byte[] line)
    {
        var cells = Fields.All(line, _preview.Delimiter);
        while (cells.Count < Width) cells.Add("");
        return [.. cells];
    }
}
