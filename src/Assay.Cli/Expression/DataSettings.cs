using System.CommandLine;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Expression.Formats;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;

namespace Assay.Cli.Expression;

/// <summary>What every command on expression data asks: where they are, how they lie, and their classes.</summary>
internal sealed class DataSettings
{
    private readonly ChoiceSetting<GeneOrientation> _orientation = new(
        "--genes-in", "Which way a table of text lies.", ("auto", GeneOrientation.Detect), ("rows", GeneOrientation.GenesInRows), ("columns", GeneOrientation.GenesInColumns));
    private readonly FlagSetting _nan = new("--nan-is-missing", "Take the text NaN for a missing value; otherwise it is an error.");
    private readonly TextSetting _labels = new("--labels", "KEY|FILE", "Classes: an annotation of the samples, or a file of two columns (sample, class) or CLS. Without it an annotation named class, label, disease state or the like.");
    private readonly TextSetting _positive = new("--positive", "CLASS", "The class that counts as positive; otherwise the one that is named like a disease, else the rarer one.");

    /// <summary>The data.</summary>
    public Positional Data { get; } = new("DATA", "Expression data: a table of text, GCT, GEO SOFT or series matrix, .h5ad, or a 10x folder; text may be gzip.");

    /// <summary>How they are read.</summary>
    public IReadOnlyList<Setting> Reading => [_orientation, _nan];

    /// <summary>How they are read, and their classes.</summary>
    public IReadOnlyList<Setting> All => [.. Reading, _labels, _positive];

    /// <summary>The classes' source as it was given; null where none was.</summary>
    public string? LabelSource(ParseResult parsed) => _labels.Value(parsed);

    /// <summary>The positive class as it was given; null where none was.</summary>
    public string? PositiveClass(ParseResult parsed) => _positive.Value(parsed);

    /// <summary>Reads the data.</summary>
    public ExpressionData Read(CommandContext context) => Read(context, Data.Value(context.Parsed));

    /// <summary>Reads data of a command that asks for them by an option.</summary>
    public ExpressionData Read(CommandContext context, string path)
    {
        var options = new ReadOptions { Orientation = _orientation.Value(context.Parsed), NaNIsMissing = _nan.Value(context.Parsed), Threads = context.Threads };
        return context.Console.Track(progress => ExpressionReader.Read(path, options, progress, context.Cancellation));
    }

    /// <summary>The classes that were named, or those that come with the data; null where there are none.</summary>
    public SampleLabels? Labels(ParseResult parsed, ExpressionMatrix matrix) =>
        _labels.Value(parsed) is { } source ? LabelReader.Read(matrix, source, _positive.Value(parsed)) : LabelReader.Find(matrix, _positive.Value(parsed));

    /// <summary>The classes, which must be there.</summary>
    /// <exception cref="UsageException">There are none.</exception>
    public SampleLabels RequireLabels(ParseResult parsed, ExpressionMatrix matrix) =>
        Labels(parsed, matrix) ?? throw new UsageException($"{Data.Value(parsed)} comes without classes; name an annotation or a file with --labels (the samples have {(matrix.SampleAnnotations.IsEmpty ? "no annotations" : string.Join(", ", matrix.SampleAnnotations.Keys.Take(12)))}).");
}
