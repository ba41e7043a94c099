namespace Assay.Expression.Formats;

/// <summary>How a file of expression data is read. Every file should open with the defaults; these settle what detection gets wrong.</summary>
public readonly record struct ReadOptions()
{
    /// <summary>Which way a table of text lies; formats that say it themselves ignore this.</summary>
    public GeneOrientation Orientation { get; init; } = GeneOrientation.Detect;

    /// <summary>The byte between columns; null detects tab, comma, semicolon or blanks.</summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Takes the text <c>NaN</c> in the place of a number as missing, as an empty cell or <c>NA</c> always is.
    /// Without it <c>NaN</c> is an error, since it is what a division by zero leaves behind, and nobody should train on that unknowingly.
    /// </summary>
    public bool NaNIsMissing { get; init; }

    /// <summary>Columns of a table that are annotations although they hold numbers, by their header: a class written 0/1, an age.</summary>
    public IReadOnlyList<string> AnnotationColumns { get; init; } = [];

    /// <summary>More columns than this are taken for a file of another kind, or one that lies; a stranger's file must not fill the memory.</summary>
    public int MaximumColumns { get; init; } = 500_000;

    /// <summary>Reads <c>X.cls</c> or <c>X.labels.tsv</c> beside <c>X.gct</c> or <c>X.tsv</c> where there is one, and says so: its columns become annotations.</summary>
    public bool ReadLabelsBeside { get; init; } = true;

    /// <summary>For .h5ad: the layer to read instead of X ("counts"), or null. <c>raw</c> reads raw/X.</summary>
    public string? Layer { get; init; }

    /// <summary>Most threads that parse; null: the physical cores. The result is the same for any number.</summary>
    public int? Threads { get; init; }
}
