using Assay.Core.Errors;

namespace Assay.Expression.Formats.Internals;

/// <summary>The table within a GEO file: a header, rows of probes, and a line that begins with '!' at its end.</summary>
internal static class GeoTable
{
    /// <summary>The layout of the table whose header is the next line.</summary>
    /// <param name="lines">Stands just before the header.</param>
    /// <param name="annotations">Number of columns between the probe and the first sample that annotate genes.</param>
    /// <param name="options">Limits.</param>
    public static TableLayout Layout(TextLines lines, int annotations, ReadOptions options)
    {
        const byte Tab = (byte)'\t';
        if (!lines.TryRead(out var line)) throw new InputException($"{lines.Path}, line {lines.Number}: the file ends before its table; it is cut short, download it again.");
        var header = Fields.All(line, Tab);
        while (header.Count > 0 && header[^1].Length == 0) header.RemoveAt(header.Count - 1);
        if (header.Count == 0 || !header[0].Equals("ID_REF", StringComparison.OrdinalIgnoreCase))
            throw new InputException($"{lines.Path}, line {lines.Number}: the table's header should begin with ID_REF; this is no GEO data table.");
        if (header.Count > options.MaximumColumns) throw new InputException($"{lines.Path}, line {lines.Number}: {header.Count} columns, more than {options.MaximumColumns} are taken for a file of another kind; raise the limit (--max-columns) if that is right.");
        annotations = Math.Min(annotations, header.Count - 1);
        // A full GDS file has annotations of the platform behind the samples.
        var values = Enumerable.Range(1 + annotations, header.Count - 1 - annotations).Where(column => annotations == 0 || header[column].StartsWith("GSM", StringComparison.OrdinalIgnoreCase)).ToArray();
        var texts = Enumerable.Range(1, header.Count - 1).Except(values).ToArray();
        return new TableLayout
        {
            Delimiter = Tab,
            GenesInRows = true,
            LinesBefore = lines.Number,
            Stop = (byte)'!',
            ValueOf = DelimitedFormat.Places(header.Count, values),
            AnnotationOf = DelimitedFormat.Places(header.Count, texts),
            NameColumn = 0,
            ColumnNames = [.. values.Select(column => header[column])],
            RowAnnotations = [.. texts.Select(column => header[column])],
            NaNIsMissing = options.NaNIsMissing,
        };
    }

    /// <summary>The two halves of a line <c>!key = value</c>.</summary>
    public static (string Key, string Value) Pair(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (line.Trim(), "") : (line[..equals].Trim(), line[(equals + 1)..].Trim());
    }
}
