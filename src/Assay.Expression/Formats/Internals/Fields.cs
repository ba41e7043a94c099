using System.Text;

namespace Assay.Expression.Formats.Internals;

/// <summary>Splits a line of a table into cells, without copying.</summary>
internal static class Fields
{
    /// <summary>
    /// Takes the next cell off a line. Quotes around a cell are dropped (a doubled quote inside stays doubled: names, not prose);
    /// with blanks as the delimiter a run of them counts once.
    /// </summary>
    /// <returns>False where the line is used up.</returns>
    public static bool TryNext(ReadOnlySpan<byte> line, byte delimiter, ref int place, out ReadOnlySpan<byte> cell)
    {
        cell = default;
        if (place > line.Length) return false;
        if (delimiter == ' ')
        {
            while (place < line.Length && line[place] is (byte)' ' or (byte)'\t') place++;
            if (place >= line.Length) return false;
        }
        if (place < line.Length && line[place] == '"') return Quoted(line, delimiter, ref place, out cell);
        var rest = line[place..];
        var length = delimiter == ' ' ? rest.IndexOfAny((byte)' ', (byte)'\t') : rest.IndexOf(delimiter);
        if (length < 0) length = rest.Length;
        cell = rest[..length];
        place += length + 1;
        return true;
    }

    /// <summary>All cells of a line.</summary>
    public static List<string> All(ReadOnlySpan<byte> line, byte delimiter)
    {
        var cells = new List<string>();
        var place = 0;
        while (TryNext(line, delimiter, ref place, out var cell)) cells.Add(Text(cell));
        return cells;
    }

    /// <summary>Number of cells up to the last that is not empty, and of all.</summary>
    public static (int Filled, int All) Count(ReadOnlySpan<byte> line, byte delimiter)
    {
        var (filled, all, place) = (0, 0, 0);
        while (TryNext(line, delimiter, ref place, out var cell))
        {
            all++;
            if (!cell.Trim((byte)' ').IsEmpty) filled = all;
        }
        return (filled, all);
    }

    /// <summary>Whether a line has nothing but blanks, delimiters and quotes: an empty row of a spreadsheet.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line, byte delimiter)
    {
        foreach (var value in line)
            if (value != ' ' && value != delimiter && value != '"' && value != '\r' && value != '\t') return false;
        return true;
    }

    /// <summary>A cell as text, without the blanks around it.</summary>
    public static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Trim((byte)' '));

    private static bool Quoted(ReadOnlySpan<byte> line, byte delimiter, ref int place, out ReadOnlySpan<byte> cell)
    {
        var start = place + 1;
        var end = start;
        while (end < line.Length && (line[end] != '"' || end + 1 < line.Length && line[end + 1] == '"')) end += line[end] == '"' ? 2 : 1;
        end = Math.Min(end, line.Length);
        cell = line[start..end];
        var rest = Math.Min(end + 1, line.Length);
        var next = delimiter == ' ' ? line[rest..].IndexOfAny((byte)' ', (byte)'\t') : line[rest..].IndexOf(delimiter);
        place = next < 0 ? line.Length + 1 : rest + next + 1;
        return true;
    }
}
