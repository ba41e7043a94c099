using System.Globalization;
using Assay.Core.Errors;
using Assay.Core.Progress;

namespace Assay.Expression.Formats.Internals;

/// <summary>Gene cluster text, version 1.2 (name, description, samples) and 1.3 (any annotations of genes and samples).</summary>
internal static class GctFormat
{
    public static RawTable Read(string path, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var (layout, version, promised, padded) = Preamble(path, options);
        var rows = TableBody.CountRows(path, layout, cancellation);
        if (rows != promised) throw new InputException($"{path}, line 2: {promised} rows are promised, the file has {rows}; it is cut short or was edited, so mend the line or get the file again.");
        var body = TableBody.Read(path, layout, rows, options.Threads, progress, cancellation);
        var statements = new List<string>
        {
            $"Format: GCT {version}{(padded ? ", with trailing tabs, which are ignored" : "")}.",
            "Orientation: genes in rows, samples in columns, as the format has it.",
        };
        return new RawTable(TableAssembly.Matrix(path, layout, body), ExpressionFormat.Gct, GeneOrientation.GenesInRows, statements);
    }

    private static (TableLayout Layout, string Version, int Rows, bool Padded) Preamble(string path, ReadOptions options)
    {
        const byte Tab = (byte)'\t';
        using var lines = TextLines.Open(path);
        var version = Line(lines, "the version").Trim().TrimStart('#');
        if (version is not ("1.2" or "1.3")) throw new InputException($"{path}, line 1: GCT version {version} is not known; 1.2 and 1.3 are read.");
        var sizes = Cells(Line(lines, "the numbers of rows and columns"), Tab);
        var wanted = version == "1.2" ? 2 : 4;
        var numbers = sizes.Take(wanted).Select(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        if (sizes.Count != wanted || numbers.Min() < 0) throw new InputException($"{path}, line 2: '{Shortened(string.Join(' ', sizes))}' should be {wanted} whole numbers (rows, columns{(wanted == 4 ? ", annotations of rows, annotations of columns" : "")}).");
        var (rows, samples) = (numbers[0], numbers[1]);
        var (rowKeys, columnKeys) = version == "1.2" ? (1, 0) : (numbers[2], numbers[3]);
        if (samples > options.MaximumColumns || rowKeys > options.MaximumColumns) throw new InputException($"{path}, line 2: {Math.Max(samples, rowKeys)} columns, more than {options.MaximumColumns} are taken for a file of another kind; raise the limit (--max-columns) if that is right.");
        var headerLine = Line(lines, "the header");
        var header = Cells(headerLine, Tab);
        var width = 1 + rowKeys + samples;
        if (header.Count != width) throw new InputException($"{path}, line {lines.Number}: {header.Count} columns, expected {width} (from line 2); mend line 2 or the header.");
        var annotations = new List<(string Key, string?[] Values)>();
        for (var key = 0; key < columnKeys; key++)
        {
            var cells = Fields.All(System.Text.Encoding.UTF8.GetBytes(Line(lines, "an annotation of the samples")), Tab);
            if (cells.Count < width) throw new InputException($"{path}, line {lines.Number}: {cells.Count} columns, expected {width} (from line 2); mend or delete the line.");
            annotations.Add((cells[0], [.. cells.Skip(1 + rowKeys).Take(samples).Select(cell => cell is "" or "NA" or "na" or "nan" ? null : cell)]));
        }
        var layout = new TableLayout
        {
            Delimiter = Tab,
            GenesInRows = true,
            LinesBefore = lines.Number,
            ValueOf = DelimitedFormat.Places(width, [.. Enumerable.Range(1 + rowKeys, samples)]),
            AnnotationOf = DelimitedFormat.Places(width, [.. Enumerable.Range(1, rowKeys)]),
            NameColumn = 0,
            ColumnNames = [.. header.Skip(1 + rowKeys)],
            RowAnnotations = [.. header.Skip(1).Take(rowKeys)],
            ColumnAnnotations = annotations,
            NaNIsMissing = true, // GCT writes missing values so
        };
        return (layout, version, rows, headerLine.EndsWith('\t'));
    }

    private static string Line(TextLines lines, string what) =>
        lines.TryRead(out var line) ? Fields.Text(line) : throw new InputException($"{lines.Path}, line {lines.Number + 1}: the file ends before {what}; get it again.");

    private static List<string> Cells(string line, byte delimiter)
    {
        var cells = Fields.All(System.Text.Encoding.UTF8.GetBytes(line), delimiter);
        while (cells.Count > 0 && cells[^1].Length == 0) cells.RemoveAt(cells.Count - 1);
        return cells;
    }

    private static string Shortened(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
