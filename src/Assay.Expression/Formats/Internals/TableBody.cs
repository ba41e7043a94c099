using System.Collections.Concurrent;
using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Core.Machine;
using Assay.Core.Progress;

namespace Assay.Expression.Formats.Internals;

/// <summary>
/// The rows of a table of text. The file is read twice: once to count the rows, so that the matrix is allocated once and nothing else grows,
/// and once to parse them, block by block on all cores. What is wrong first in the file is reported, for any number of threads.
/// </summary>
internal sealed class TableBody
{
    private readonly TableLayout _layout;
    private readonly string _path;
    private readonly int[] _lineOfRow;
    private readonly Lock _lock = new();
    private InputException? _error;
    private int _errorLine = int.MaxValue;

    private TableBody(string path, TableLayout layout, int rows)
    {
        (_path, _layout) = (path, layout);
        var columns = layout.ColumnNames.Length;
        DenseSize.Check(path, layout.GenesInRows ? columns : rows, layout.GenesInRows ? rows : columns);
        Rows = rows;
        Values = new float[rows * columns];
        Names = new string[rows];
        _lineOfRow = new int[rows];
        Annotations = [.. layout.RowAnnotations.Select(_ => new string?[rows])];
    }

    public int Rows { get; }

    /// <summary>[samples, genes], whichever way the table lay.</summary>
    public float[] Values { get; }

    /// <summary>Names of the rows.</summary>
    public string[] Names { get; }

    /// <summary>The row annotations, in the order of the layout.</summary>
    public string?[][] Annotations { get; }

    /// <summary>Line of a row in the file.</summary>
    public int LineOf(int row) => _lineOfRow[row];

    /// <summary>Parses the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">What its columns mean.</param>
    /// <param name="rows">How many rows there are, from <see cref="CountRows"/>.</param>
    /// <param name="threads">Most threads; null: the physical cores.</param>
    /// <param name="progress">Receives the rows done.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InputException">A row has too many or too few cells, or a cell is no finite number.</exception>
    public static TableBody Read(string path, TableLayout layout, int rows, int? threads, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var body = new TableBody(path, layout, rows);
        var watch = Stopwatch.StartNew();
        var done = 0L;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Max(1, threads ?? Processor.PhysicalCores) };
        try
        {
            Parallel.ForEach(Partitioner.Create(body.Blocks(), EnumerablePartitionerOptions.NoBuffering), parallel, block =>
            {
                using (block) body.Parse(block);
                var now = Interlocked.Add(ref done, block.Rows);
                progress?.Report(new ProgressReport { Stage = "reading", Done = now, Total = rows, Unit = "rows", Elapsed = watch.Elapsed });
            });
        }
        catch (AggregateException exception) when (exception.InnerException is InputException input)
        {
            throw new InputException(input.Message, exception); // from the stream below, not from a cell
        }
        if (body._error is { } error) throw error;
        return body;
    }

    /// <summary>How many rows the table has.</summary>
    /// <exception cref="InputException">There is none, there is no column of numbers, or the file is cut short.</exception>
    public static int CountRows(string path, TableLayout layout, CancellationToken cancellation)
    {
        if (layout.ColumnNames.Length == 0) throw new InputException($"{path}, line {Math.Max(1, layout.LinesBefore)}: no column of numbers; a table has names in the first row and column, and numbers elsewhere.");
        using var lines = TextLines.Open(path);
        Skip(lines, layout.LinesBefore);
        var (rows, stops) = (0, false);
        while (!stops && lines.ReadBlock(layout.Delimiter, layout.Stop, rows) is { } block)
        {
            cancellation.ThrowIfCancellationRequested();
            rows = checked(rows + block.Rows);
            stops = block.Stops;
            block.Dispose();
        }
        if (layout.Stop is not null && !stops)
            throw new InputException($"{path}, line {lines.Number}: the file ends within its table (no line '!..._table_end'); it is cut short, download it again.");
        return rows > 0 ? rows : throw new InputException($"{path}, line {lines.Number}: the file ends without a row of numbers.");
    }

    private static void Skip(TextLines lines, int count)
    {
        while (lines.Number < count && lines.TryRead(out _)) { }
    }

    private IEnumerable<LineBlock> Blocks()
    {
        using var lines = TextLines.Open(_path);
        Skip(lines, _layout.LinesBefore);
        var row = 0;
        while (_error is null && lines.ReadBlock(_layout.Delimiter, _layout.Stop, row) is { } block)
        {
            if (block.FirstRow + block.Rows > Rows) throw new InputException($"{_path} changed while it was read; read it again.");
            row += block.Rows;
            var stops = block.Stops;
            yield return block;
            if (stops) yield break;
        }
    }

    private void Parse(LineBlock block)
    {
        var columns = _layout.ColumnNames.Length;
        var values = new float[block.Rows * columns]; // [rows of the block, columns]
        var rest = block.Bytes;
        var (row, number) = (0, block.FirstNumber - 1);
        while (row < block.Rows && LineBlock.TryNext(ref rest, out var line))
        {
            number++;
            if (Fields.IsBlank(line, _layout.Delimiter)) continue;
            try
            {
                ParseRow(line, number, block.FirstRow + row, values.AsSpan(row * columns, columns));
            }
            catch (InputException exception)
            {
                Keep(exception, number);
                return;
            }
            row++;
        }
        if (_layout.GenesInRows) ScatterGenes(values, block.FirstRow, block.Rows);
        else values.CopyTo(Values.AsSpan(block.FirstRow * columns));
    }

    private void ParseRow(ReadOnlySpan<byte> line, int number, int row, Span<float> values)
    {
        _lineOfRow[row] = number;
        Names[row] = _layout.GenesInRows ? $"gene {row + 1}" : $"sample {row + 1}";
        var (place, column) = (0, 0);
        var (valueOf, delimiter, point) = (_layout.ValueOf, _layout.Delimiter, _layout.Point);
        while (Fields.TryNext(line, delimiter, ref place, out var cell))
        {
            if (column >= valueOf.Length)
            {
                if (!cell.Trim((byte)' ').IsEmpty) throw WrongWidth(line, number);
                continue;
            }
            var target = valueOf[column];
            if (target >= 0)
            {
                var kind = NumberParser.Parse(cell, point, out values[target]);
                if (kind > CellKind.Missing && !(kind == CellKind.NotANumber && _layout.NaNIsMissing)) throw WrongCell(cell, kind, number, column, row, target);
            }
            else if (column == _layout.NameColumn) SetName(row, cell, number);
            else if (_layout.AnnotationOf[column] >= 0) Annotations[_layout.AnnotationOf[column]][row] = Known(Fields.Text(cell));
            column++;
        }
        if (column < valueOf.Length) throw WrongWidth(line, number);
    }

    private void SetName(int row, ReadOnlySpan<byte> cell, int number)
    {
        var name = Fields.Text(cell);
        if (name.Length == 0) throw new InputException($"{_path}, line {number}: the row has no name in column {_layout.NameColumn + 1}; name it or delete it.");
        Names[row] = name;
    }

    // A block of genes for each sample at a time, so that writes run along memory.
    private void ScatterGenes(float[] values, int firstGene, int genes)
    {
        var samples = _layout.ColumnNames.Length;
        for (var sample = 0; sample < samples; sample++)
        {
            var target = Values.AsSpan(sample * Rows + firstGene, genes);
            for (int gene = 0, place = sample; gene < genes; gene++, place += samples) target[gene] = values[place];
        }
    }

    private void Keep(InputException exception, int line)
    {
        lock (_lock)
        {
            if (line >= _errorLine) return;
            (_error, _errorLine) = (exception, line);
        }
    }

    private InputException WrongWidth(ReadOnlySpan<byte> line, int number)
    {
        var (filled, all) = Fields.Count(line, _layout.Delimiter);
        var expected = _layout.ValueOf.Length;
        return new InputException($"{_path}, line {number}: {(all < expected ? all : filled)} columns, expected {expected} ({_layout.ExpectedFrom}); mend or delete the line.");
    }

    private InputException WrongCell(ReadOnlySpan<byte> cell, CellKind kind, int number, int column, int row, int target)
    {
        var text = Fields.Text(cell);
        if (text.Length > 40) text = text[..40] + "…";
        var (gene, sample) = _layout.GenesInRows ? (Names[row], _layout.ColumnNames[target]) : (_layout.ColumnNames[target], Names[row]);
        var mend = kind switch
        {
            CellKind.NotANumber => "is no measurement; write NA or leave the cell empty where a value is missing, or allow it (--nan-missing)",
            CellKind.Infinite => "is no measurement; write NA where a value is missing, and look at what divided by zero",
            _ => "is not a number; mend it, or leave the cell empty if the value is missing",
        };
        return new InputException($"{_path}, line {number}, column {column + 1} (gene {gene}, sample {sample}): '{text}' {mend}.");
    }

    private static string? Known(string text) => text is "" or "NA" or "N/A" or "nan" or "NaN" or "null" or "NULL" ? null : text;
}
