using Assay.Core.Progress;

namespace Assay.Expression.Formats.Internals;

/// <summary>Tables of text: any delimiter, either way round, with or without annotations in columns or rows.</summary>
internal static class DelimitedFormat
{
    public static RawTable Read(string path, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var preview = TablePreview.Of(path, options.Delimiter);
        var columns = new TableColumns(preview, options);
        var layout = new TableLayout
        {
            Delimiter = preview.Delimiter,
            Point = columns.Point,
            GenesInRows = true,
            LinesBefore = columns.LinesBefore,
            ValueOf = Places(columns.Width, columns.Values),
            AnnotationOf = Places(columns.Width, columns.Annotations),
            NameColumn = columns.NameColumn,
            ColumnNames = [.. columns.Values.Select(column => columns.Headers[column])],
            RowAnnotations = [.. columns.Annotations.Select(column => columns.Headers[column])],
            ColumnAnnotations = columns.ColumnAnnotations,
            NaNIsMissing = options.NaNIsMissing,
            ExpectedFrom = columns.HasHeader ? "as in the header" : "as in the first line",
        };
        var rows = TableBody.CountRows(path, layout, cancellation);
        var (genesInRows, why) = Orientation(columns, rows, options);
        var unnamed = genesInRows ? "sample" : "gene";
        layout = layout with { GenesInRows = genesInRows, ColumnNames = [.. layout.ColumnNames.Select((name, i) => name.Length > 0 ? name : $"{unnamed} {i + 1}")] };
        var body = TableBody.Read(path, layout, rows, options.Threads, progress, cancellation);
        var statements = new List<string>
        {
            $"Format: table of text, columns separated by {DelimiterName(preview.Delimiter)}{(columns.Point == ',' ? ", decimal comma" : "")}.",
            $"Orientation: {(genesInRows ? "genes in rows, samples in columns" : "samples in rows, genes in columns")}, since {why}.",
        };
        if (!columns.HasHeader) statements.Add("There is no header: the first line holds numbers, so columns are named by their place.");
        if (columns.NameColumn < 0) statements.Add("No column names the rows, so they are named by their place.");
        if (columns.Annotations.Length > 0)
            statements.Add($"Annotations of {(genesInRows ? "genes" : "samples")}, not values: {Listed(layout.RowAnnotations)}.");
        if (columns.AnnotationRows > 0)
            statements.Add($"Annotations of {(genesInRows ? "samples" : "genes")}, not values, in rows: {Listed([.. layout.ColumnAnnotations.Select(pair => pair.Key)])}.");
        var orientation = genesInRows ? GeneOrientation.GenesInRows : GeneOrientation.GenesInColumns;
        return new RawTable(TableAssembly.Matrix(path, layout, body), ExpressionFormat.Delimited, orientation, statements);
    }

    /// <summary>For each column its place among some, or −1.</summary>
    public static int[] Places(int width, IReadOnlyList<int> chosen)
    {
        var places = new int[width];
        Array.Fill(places, -1);
        for (var i = 0; i < chosen.Count; i++) places[chosen[i]] = i;
        return places;
    }

    private static (bool GenesInRows, string Why) Orientation(TableColumns columns, int rows, ReadOptions options)
    {
        if (options.Orientation != GeneOrientation.Detect) return (options.Orientation == GeneOrientation.GenesInRows, "so it was asked for");
        string[] names = [.. columns.Values.Select(column => columns.Headers[column])];
        var corner = columns.NameColumn >= 0 ? columns.Headers[columns.NameColumn] : "";
        // A text column beside gene names is a symbol or a description, with nearly as many values as rows; one of samples is a class.
        var sampleLike = columns.Annotations.Count(column => NameWords.IsAnnotation(columns.Headers[column])
            || !NameWords.IsGeneHeader(columns.Headers[column]) && columns.Texts(column).ToArray() is { Length: >= 6 } texts && texts.Distinct().Count() <= texts.Length / 3);
        return OrientationEvidence.Weigh(corner, columns.RowNames, names, rows, names.Length, sampleLike, columns.AnnotationRows);
    }

    private static string Listed(string[] names) => string.Join(", ", names.Take(8).Select(name => $"'{name}'")) + (names.Length > 8 ? $" and {names.Length - 8} more" : "");

    private static string DelimiterName(byte delimiter) => delimiter switch { (byte)'\t' => "tabs", (byte)',' => "commas", (byte)';' => "semicolons", (byte)' ' => "blanks", _ => $"'{(char)delimiter}'" };
}
