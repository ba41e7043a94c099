using Assay.Core.Errors;
using Assay.Core.Progress;

namespace Assay.Expression.Formats.Internals;

/// <summary>GEO data sets (GDS) in SOFT; their subsets (disease state, individual, agent) become annotations of the samples.</summary>
internal static class SoftFormat
{
    public static RawTable Read(string path, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var subsets = new List<Subset>();
        var title = "";
        TableLayout layout;
        using (var lines = TextLines.Open(path))
        {
            while (true)
            {
                if (!lines.TryRead(out var bytes)) throw new InputException($"{path}, line {lines.Number}: there is no line '!dataset_table_begin'; the file is cut short or no GEO data set (GDS), for a series take its series matrix.");
                if (bytes.Length == 0 || bytes[0] is not ((byte)'^' or (byte)'!')) continue;
                var (key, value) = GeoTable.Pair(Fields.Text(bytes));
                if (key.Equals("!dataset_table_begin", StringComparison.OrdinalIgnoreCase)) break;
                if (key is "^SAMPLE" or "^SERIES" or "^PLATFORM") throw new InputException($"{path}, line {lines.Number}: this is a SOFT file of a {key[1..].ToLowerInvariant()}, which has a table for each sample; download the series matrix instead.");
                if (key == "^SUBSET") subsets.Add(new Subset());
                else if (key == "!dataset_title") title = value;
                else if (subsets.Count > 0) subsets[^1].Take(key, value);
            }
            layout = GeoTable.Layout(lines, annotations: 1, options);
        }
        layout = layout with { ColumnAnnotations = Annotations(subsets, layout.ColumnNames) };
        var rows = TableBody.CountRows(path, layout, cancellation);
        var body = TableBody.Read(path, layout, rows, options.Threads, progress, cancellation);
        var statements = new List<string>
        {
            $"Format: GEO data set in SOFT{(title.Length > 0 ? $", '{title}'" : "")}.",
            "Orientation: genes in rows, samples in columns, as the format has it.",
        };
        return new RawTable(TableAssembly.Matrix(path, layout, body), ExpressionFormat.GeoSoft, GeneOrientation.GenesInRows, statements);
    }

    private static List<(string Key, string?[] Values)> Annotations(List<Subset> subsets, string[] samples)
    {
        var place = samples.Select((name, i) => (name, i)).GroupBy(pair => pair.name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().i, StringComparer.Ordinal);
        var byKey = new List<(string Key, string?[] Values)>();
        foreach (var subset in subsets)
        {
            if (subset.Kind.Length == 0) continue;
            var known = byKey.FindIndex(pair => pair.Key == subset.Kind);
            if (known < 0)
            {
                known = byKey.Count;
                byKey.Add((subset.Kind, new string?[samples.Length]));
            }
            foreach (var sample in subset.Samples)
                if (place.TryGetValue(sample, out var column)) byKey[known].Values[column] = subset.Description;
        }
        return byKey;
    }

    private sealed class Subset
    {
        public string Kind { get; private set; } = "";

        public string Description { get; private set; } = "";

        public string[] Samples { get; private set; } = [];

        public void Take(string key, string value)
        {
            if (key == "!subset_type") Kind = value;
            else if (key == "!subset_description") Description = value;
            else if (key == "!subset_sample_id") Samples = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
