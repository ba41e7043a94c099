using System.Buffers.Text;
using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Expression.Matrices;

namespace Assay.Expression.Formats.Internals;

/// <summary>A folder as Cell Ranger writes it: <c>matrix.mtx</c> (genes × cells, Matrix Market), <c>features.tsv</c> or <c>genes.tsv</c>, <c>barcodes.tsv</c>, each compressed or not.</summary>
internal static class MtxFolder
{
    private const string GeneExpression = "Gene Expression";

    public static RawTable Read(string folder, ReadOptions options, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        var matrix = Find(folder, "matrix.mtx") ?? throw new InputException($"{folder} is a folder without matrix.mtx (or matrix.mtx.gz); a folder is read in 10x format, else give a file.");
        var features = Find(folder, "features.tsv") ?? Find(folder, "genes.tsv") ?? throw new InputException($"{folder} has {Path.GetFileName(matrix)} but no features.tsv or genes.tsv beside it; copy the whole folder.");
        var barcodes = Find(folder, "barcodes.tsv") ?? throw new InputException($"{folder} has {Path.GetFileName(matrix)} but no barcodes.tsv beside it; copy the whole folder.");
        var genes = Rows(features);
        var samples = Rows(barcodes).ConvertAll(row => row[0]);
        TableAssembly.CheckSamples(barcodes, samples, row => $"lines {row + 1}");
        var values = Entries(matrix, genes.Count, samples.Count, progress, cancellation);
        var annotations = new List<KeyValuePair<string, ImmutableArray<string?>>>();
        if (genes.Exists(row => row.Count > 1)) annotations.Add(KeyValuePair.Create("symbol", genes.Select(row => row.Count > 1 ? row[1] : null).ToImmutableArray()));
        if (genes.Exists(row => row.Count > 2)) annotations.Add(KeyValuePair.Create("feature_type", genes.Select(row => row.Count > 2 ? row[2] : null).ToImmutableArray()));
        var all = new ExpressionMatrix(values, samples, genes.Select(row => row[0]), null, annotations);
        var statements = new List<string>
        {
            "Format: 10x folder (Matrix Market with features and barcodes).",
            "Orientation: genes in rows, samples (cells) in columns, as the format has it.",
        };
        var kept = Enumerable.Range(0, genes.Count).Where(gene => genes[gene].Count <= 2 || genes[gene][2] == GeneExpression).ToArray();
        if (kept.Length is > 0 && kept.Length < genes.Count)
        {
            statements.Add($"Features: {genes.Count - kept.Length} that are not '{GeneExpression}' (antibodies, guides) are left out.");
            all = all.SelectGenes(kept);
        }
        return new RawTable(all, ExpressionFormat.TenXFolder, GeneOrientation.GenesInRows, statements);
    }

    // Files from GEO have a prefix: GSM123_matrix.mtx.gz.
    private static string? Find(string folder, string name)
    {
        var found = Directory.EnumerateFiles(folder).Where(path => path.EndsWith(name, StringComparison.Ordinal) || path.EndsWith(name + ".gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        return found.Length switch
        {
            0 => null,
            1 => found[0],
            _ when found.Where(path => Path.GetFileName(path) is var file && (file == name || file == name + ".gz")).Take(2).ToArray() is [var plain] => plain,
            _ => throw new InputException($"{folder} has {found.Length} files {name}, such as {Path.GetFileName(found[0])} and {Path.GetFileName(found[1])}; keep one sample in a folder."),
        };
    }

    private static List<List<string>> Rows(string path)
    {
        var rows = new List<List<string>>();
        using var lines = TextLines.Open(path);
        while (lines.TryRead(out var line))
        {
            if (Fields.IsBlank(line, (byte)'\t')) continue;
            rows.Add(Fields.All(line, (byte)'\t'));
            if (rows[^1][0].Length == 0) throw new InputException($"{path}, line {lines.Number}: the line has no name; the folder is damaged, copy it again.");
        }
        return rows;
    }

    private static float[] Entries(string path, int genes, int samples, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        using var lines = TextLines.Open(path);
        if (!lines.TryRead(out var banner)) throw new InputException($"{path} is empty.");
        var kind = Fields.Text(banner).ToLowerInvariant();
        if (kind is not ("%%matrixmarket matrix coordinate integer general" or "%%matrixmarket matrix coordinate real general"))
            throw new InputException($"{path}, line 1: the first line should be '%%MatrixMarket matrix coordinate integer general' (or real); this is another kind of matrix.");
        ReadOnlySpan<byte> line;
        do
        {
            if (!lines.TryRead(out line)) throw new InputException($"{path}, line {lines.Number}: the file ends before its sizes.");
        }
        while (line.IsEmpty || line[0] == '%');
        if (!TryThree(line, out var rows, out var columns, out var promised) || rows < 0 || columns < 0 || promised < 0 || promised != Math.Floor(promised))
            throw new InputException($"{path}, line {lines.Number}: expected three whole numbers, rows, columns and entries.");
        if (rows != genes || columns != samples)
            throw new InputException($"{path}, line {lines.Number}: {rows} × {columns} is promised, but there are {genes} features and {samples} barcodes beside it; copy the whole folder.");
        DenseSize.Check(path, samples, genes);
        var values = new float[samples * genes];
        var found = 0.0;
        while (lines.TryRead(out line))
        {
            if (Fields.IsBlank(line, (byte)' ')) continue;
            if (!TryThree(line, out var row, out var column, out var value)) throw new InputException($"{path}, line {lines.Number}: expected row, column and a number.");
            if (row < 1 || row > rows || column < 1 || column > columns) throw new InputException($"{path}, line {lines.Number}: entry ({row}, {column}) lies outside {rows} × {columns}; the file is damaged, copy it again.");
            if (!double.IsFinite(value) || Math.Abs(value) > float.MaxValue) throw new InputException($"{path}, line {lines.Number}: {value} is no measurement; mend or delete the line.");
            values[(column - 1) * genes + (row - 1)] += (float)value;
            if (++found % (1 << 20) != 0) continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new ProgressReport { Stage = "reading", Done = found, Total = promised, Unit = "entries" });
        }
        if (found != promised) throw new InputException($"{path}, line {lines.Number}: {promised} entries are promised, the file has {found}; it is cut short, copy it again.");
        return values;
    }

    private static bool TryThree(ReadOnlySpan<byte> line, out int first, out int second, out double third)
    {
        (first, second, third) = (0, 0, 0);
        var place = 0;
        return Fields.TryNext(line, (byte)' ', ref place, out var cell) && Utf8Parser.TryParse(cell, out first, out var used) && used == cell.Length
            && Fields.TryNext(line, (byte)' ', ref place, out cell) && Utf8Parser.TryParse(cell, out second, out used) && used == cell.Length
            && Fields.TryNext(line, (byte)' ', ref place, out cell) && Utf8Parser.TryParse(cell, out third, out used) && used == cell.Length
            && !Fields.TryNext(line, (byte)' ', ref place, out _);
    }
}
