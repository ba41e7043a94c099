using System.Text;
using Assay.Core.Errors;
using Assay.Expression.Formats.Internals;
using Assay.Expression.Matrices;

namespace Assay.Expression.Labels.Internals;

/// <summary>
/// Files that say of which class each sample is: a table whose first column names samples and whose other columns are annotations, with or without
/// a header; or CLS (GenePattern): counts, names after '#', then one number or name for each sample in the matrix's order.
/// </summary>
internal static class LabelFile
{
    private const int MostLines = 10_000_000;
    private const int MostColumns = 1000;

    /// <summary>The file's annotations, at least one.</summary>
    /// <exception cref="InputException">It is no such file, or names none of the samples.</exception>
    public static List<LabelColumn> Read(string path, ExpressionMatrix matrix)
    {
        var lines = Lines(path);
        if (lines.Count == 0) throw new InputException($"{path} is empty; give two columns: sample, class.");
        return IsCls(lines) ? [new LabelColumn("class", Cls(path, lines, matrix))] : Table(path, lines, matrix);
    }

    private static List<(int Number, string Text)> Lines(string path)
    {
        using var text = TextLines.Open(path);
        var lines = new List<(int, string)>();
        while (text.TryRead(out var line))
        {
            var content = Encoding.UTF8.GetString(line); // a trailing tab is an empty class
            if (string.IsNullOrWhiteSpace(content)) continue;
            if (lines.Count == MostLines) throw new InputException($"{path} has more than {MostLines} lines; this is no file of labels.");
            lines.Add((text.Number, content));
        }
        return lines;
    }

    private static bool IsCls(List<(int Number, string Text)> lines) =>
        lines.Count >= 2 && lines[1].Text.StartsWith('#') && Words(lines[0].Text) is { Length: 3 } counts && counts.All(count => int.TryParse(count, out _));

    private static string?[] Cls(string path, List<(int Number, string Text)> lines, ExpressionMatrix matrix)
    {
        var counts = Words(lines[0].Text);
        var names = Words(lines[1].Text[1..]);
        var values = lines.Skip(2).SelectMany(line => Words(line.Text)).ToArray();
        if (values.Length != matrix.Samples)
            throw new InputException($"{path}: {values.Length} classes for {matrix.Samples} samples (its first line says {counts[0]}); a CLS file has one for each sample of the matrix, in its order.");
        // The third line has places among the names, or the names themselves.
        var distinct = values.Distinct(StringComparer.Ordinal).ToArray();
        var numbered = distinct.All(value => int.TryParse(value, out var place) && place >= 0 && place < names.Length);
        if (!numbered && distinct.FirstOrDefault(value => !names.Contains(value, StringComparer.Ordinal)) is { } unknown)
            throw new InputException($"{path}, line {lines[^1].Number}: '{unknown}' is neither a number below {names.Length} nor one of the names after '#'.");
        return [.. values.Select(value => numbered ? names[int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)] : value)];
    }

    private static List<LabelColumn> Table(string path, List<(int Number, string Text)> lines, ExpressionMatrix matrix)
    {
        var delimiter = lines[0].Text.Trim().Contains('\t', StringComparison.Ordinal) ? '\t' : lines[0].Text.Contains(',', StringComparison.Ordinal) ? ',' : lines[0].Text.Contains(';', StringComparison.Ordinal) ? ';' : ' ';
        var places = matrix.SampleNames.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var rows = lines.ConvertAll(line => (line.Number, Cells: Cells(line.Text, delimiter)));
        var width = rows[0].Cells.Length;
        if (width is < 2 or > MostColumns) throw new InputException($"{path}, line {rows[0].Number}: {width} column(s), expected at least two: sample, class.");
        var hasHeader = !places.ContainsKey(rows[0].Cells[0]);
        var keys = Enumerable.Range(1, width - 1).Select(column => hasHeader && rows[0].Cells[column].Length > 0 ? rows[0].Cells[column] : width == 2 ? "class" : $"column {column + 1}").ToArray();
        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Length) throw new InputException($"{path}, line {rows[0].Number}: a column name occurs twice; name each once.");
        var columns = keys.Select(key => new LabelColumn(key, new string?[matrix.Samples])).ToList();
        var seen = new Dictionary<int, int>();
        foreach (var (number, cells) in rows.Skip(hasHeader ? 1 : 0))
        {
            if (cells.Length != width) throw new InputException($"{path}, line {number}: {cells.Length} columns, expected {width} as in line {rows[0].Number}.");
            if (!places.TryGetValue(cells[0], out var place)) continue;
            if (!seen.TryAdd(place, number)) throw new InputException($"{path}, line {number}: sample '{cells[0]}' was named in line {seen[place]} already; name each once.");
            for (var column = 1; column < width; column++) columns[column - 1].Values[place] = cells[column].Length == 0 ? null : cells[column];
        }
        if (seen.Count == 0)
        {
            var first = rows[Math.Min(hasHeader ? 1 : 0, rows.Count - 1)].Cells[0];
            throw new InputException($"{path} names none of the {matrix.Samples} samples: it has '{first}', the matrix '{matrix.SampleNames[0]}'; the first column must hold the samples' names.");
        }
        return columns;
    }

    private static string[] Cells(string line, char delimiter) =>
        delimiter == ' ' ? Words(line) : [.. line.Split(delimiter).Select(cell => cell.Trim().Trim('"'))];

    private static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
