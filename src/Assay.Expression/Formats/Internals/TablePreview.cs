using Assay.Core.Errors;

namespace Assay.Expression.Formats.Internals;

/// <summary>The first lines of a table of text, to tell what its columns mean.</summary>
internal sealed class TablePreview
{
    private const int MostLines = 60;
    private const int MostBytes = 16 << 20;

    private static readonly byte[] Candidates = "\t,; "u8.ToArray();

    private TablePreview(string path, List<byte[]> lines, List<int> numbers, byte delimiter)
    {
        (Path, Lines, Numbers, Delimiter) = (path, lines, numbers, delimiter);
        Header = Fields.All(lines[0], delimiter);
        while (Header.Count > 0 && Header[^1].Length == 0) Header.RemoveAt(Header.Count - 1); // trailing tabs
    }

    public string Path { get; }

    /// <summary>The header and the lines after it, none of them blank.</summary>
    public List<byte[]> Lines { get; }

    /// <summary>Their numbers in the file.</summary>
    public List<int> Numbers { get; }

    public byte Delimiter { get; }

    /// <summary>Cells of the first line without empty ones at the end.</summary>
    public List<string> Header { get; }

    /// <exception cref="InputException">There is no table in the file.</exception>
    public static TablePreview Of(string path, char? delimiter)
    {
        using var source = TextLines.Open(path);
        var (lines, numbers, bytes) = (new List<byte[]>(), new List<int>(), 0);
        while (lines.Count < MostLines && (bytes < MostBytes || lines.Count < 2) && source.TryRead(out var line))
        {
            if (Fields.IsBlank(line, (byte)',') || lines.Count == 0 && line[0] == '#') continue;
            lines.Add(line.ToArray());
            numbers.Add(source.Number);
            bytes += line.Length;
        }
        if (lines.Count == 0) throw new InputException($"{path} is empty; a table has names in the first row and column, and numbers elsewhere.");
        if (lines.Count == 1) throw new InputException($"{path}, line {numbers[0]}: one line only; a table has a header and rows of numbers below it.");
        return new TablePreview(path, lines, numbers, delimiter is { } given ? checked((byte)given) : DetectDelimiter(path, lines, numbers));
    }

    // The delimiter that gives header and rows the same number of columns; among several, the one that gives most.
    private static byte DetectDelimiter(string path, List<byte[]> lines, List<int> numbers)
    {
        byte best = 0;
        var bestScore = 0.0;
        foreach (var candidate in Candidates)
        {
            var header = Fields.Count(lines[0], candidate).Filled;
            var rows = lines.Skip(1).Take(20).Select(line => Fields.Count(line, candidate)).ToArray();
            if (rows[0].All < 2 && header < 2) continue;
            var fitting = rows.Count(row => row.All >= 2 && (row.Filled <= header && header <= row.All || row.Filled == header + 1 || row.All == header + 1));
            // Blanks come last: names of samples may hold them.
            var score = (fitting + 0.5) / (rows.Length + 0.5) * (candidate == ' ' ? 1 : 10) + Math.Min(header, 1000) / 1000.0;
            if (score <= bestScore) continue;
            (best, bestScore) = (candidate, score);
        }
        if (best == 0)
            throw new InputException($"{path}, line {numbers[0]}: one column only; the columns of a table are separated by tabs, commas, semicolons or blanks.");
        return best;
    }
}
