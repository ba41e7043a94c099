using Assay.Core.Errors;
using Assay.Core.Progress;

namespace Assay.Expression.Formats.Internals;

/// <summary>GEO series matrix files. Each line <c>!Sample_…</c> annotates the samples; characteristics "key: value" become annotations of their own key.</summary>
internal static class SeriesMatrixFormat
{
    private const string SamplePrefix = "!Sample_";

    public static RawTable Read(string path, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        const byte Tab = (byte)'\t';
        var rowsOfSamples = new List<(string Key, string[] Values)>();
        var title = "";
        TableLayout layout;
        using (var lines = TextLines.Open(path))
        {
            while (true)
            {
                if (!lines.TryRead(out var bytes)) throw new InputException($"{path}, line {lines.Number}: there is no line '!series_matrix_table_begin'; the file is cut short, download it again.");
                if (bytes.Length == 0 || bytes[0] != '!') continue;
                var cells = Fields.All(bytes, Tab);
                if (cells[0].Equals("!series_matrix_table_begin", StringComparison.OrdinalIgnoreCase)) break;
                if (cells[0] == "!Series_title" && cells.Count > 1) title = cells[1];
                else if (cells[0].StartsWith(SamplePrefix, StringComparison.Ordinal)) rowsOfSamples.Add((cells[0][SamplePrefix.Length..], [.. cells.Skip(1)]));
            }
            layout = GeoTable.Layout(lines, annotations: 0, options);
        }
        layout = layout with { ColumnAnnotations = Annotations(rowsOfSamples, layout.ColumnNames.Length) };
        var rows = TableBody.CountRows(path, layout, cancellation);
        var body = TableBody.Read(path, layout, rows, options.Threads, progress, cancellation);
        var statements = new List<string>
        {
            $"Format: GEO series matrix{(title.Length > 0 ? $", '{title}'" : "")}.",
            "Orientation: genes in rows, samples in columns, as the format has it.",
        };
        return new RawTable(TableAssembly.Matrix(path, layout, body), ExpressionFormat.GeoSeriesMatrix, GeneOrientation.GenesInRows, statements);
    }

    private static List<(string Key, string?[] Values)> Annotations(List<(string Key, string[] Values)> rows, int samples)
    {
        var annotations = new List<(string Key, string?[] Values)>();
        foreach (var (key, values) in rows)
        {
            var characteristics = key.StartsWith("characteristics", StringComparison.Ordinal);
            for (var sample = 0; sample < Math.Min(samples, values.Length); sample++)
            {
                var text = values[sample];
                if (text.Length == 0) continue;
                var colon = characteristics ? text.IndexOf(':', StringComparison.Ordinal) : -1;
                var name = colon > 0 ? text[..colon].Trim() : key;
                Slot(annotations, name, sample, samples)[sample] = colon > 0 ? text[(colon + 1)..].Trim() : text;
            }
        }
        // What is the same for all says nothing about a sample: contact, protocol, organism.
        return [.. annotations.Where(pair => samples == 1 || pair.Values.Distinct(StringComparer.Ordinal).Skip(1).Any())];
    }

    // The first annotation of the key that this sample has not filled yet: a key may stand on several lines.
    private static string?[] Slot(List<(string Key, string?[] Values)> annotations, string key, int sample, int samples)
    {
        foreach (var (known, values) in annotations)
            if (known == key && values[sample] is null) return values;
        annotations.Add((key, new string?[samples]));
        return annotations[^1].Values;
    }
}
