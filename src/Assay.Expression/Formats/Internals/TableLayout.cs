namespace Assay.Expression.Formats.Internals;

/// <summary>What the columns of a table of text mean, and where its rows begin.</summary>
internal sealed record TableLayout
{
    /// <summary>The byte between cells; a blank stands for runs of blanks and tabs.</summary>
    public required byte Delimiter { get; init; }

    /// <summary>The decimal point.</summary>
    public byte Point { get; init; } = (byte)'.';

    /// <summary>Whether a row is a gene; otherwise it is a sample.</summary>
    public required bool GenesInRows { get; init; }

    /// <summary>Lines before the first row.</summary>
    public required int LinesBefore { get; init; }

    /// <summary>A line that begins with this ends the table; null where only the end of the file does.</summary>
    public byte? Stop { get; init; }

    /// <summary>For each column: where its value goes, or −1.</summary>
    public required int[] ValueOf { get; init; }

    /// <summary>For each column: which row annotation it is, or −1.</summary>
    public required int[] AnnotationOf { get; init; }

    /// <summary>The column that names the rows, or −1 where none does.</summary>
    public required int NameColumn { get; init; }

    /// <summary>Names of the value columns.</summary>
    public required string[] ColumnNames { get; init; }

    /// <summary>Names of the row annotations.</summary>
    public required string[] RowAnnotations { get; init; }

    /// <summary>Annotations of the value columns, which stand in rows above the values.</summary>
    public IReadOnlyList<(string Key, string?[] Values)> ColumnAnnotations { get; init; } = [];

    /// <summary>Where the expected number of columns comes from, for messages.</summary>
    public string ExpectedFrom { get; init; } = "as in the header";

    /// <summary>Whether the text NaN counts as missing.</summary>
    public bool NaNIsMissing { get; init; }

    /// <summary>The column of the table that a value column is.</summary>
    public int ColumnOfName(int value) => Array.IndexOf(ValueOf, value);
}
