using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Expression.Formats.Internals;
using Assay.Expression.Labels.Internals;
using Assay.Expression.Matrices;

namespace Assay.Expression.Formats;

/// <summary>
/// Reads expression data of any format that it knows, told by the content: tables of text, GCT, GEO SOFT and series matrix, 10x folders, .h5ad.
/// Text may be compressed by gzip, whatever the name. What was detected is stated in <see cref="ExpressionData.Statements"/>.
/// <code>
/// var data = ExpressionReader.Read("GDS507.soft.gz");
/// foreach (var statement in data.Statements) Console.WriteLine(statement);
/// </code>
/// </summary>
public static class ExpressionReader
{
    /// <summary>Reads a file or folder.</summary>
    /// <param name="path">The file, or a folder in 10x format.</param>
    /// <param name="options">What detection shall not decide.</param>
    /// <param name="progress">Receives the rows read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InputException">There is no such file, or it is damaged or of no known format; the sentence says what, where and what to do.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ExpressionData Read(string path, ReadOptions? options = null, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var chosen = options ?? new ReadOptions();
        var raw = FormatDetection.Read(path, chosen, progress, cancellation);
        var statements = new List<string>(raw.Statements);
        var (matrix, named) = TcgaBarcode.Add(raw.Matrix);
        if (named is not null) statements.Add(named);
        if (chosen.ReadLabelsBeside)
        {
            (matrix, var labels) = LabelsBeside.Add(matrix, path);
            if (labels is not null) statements.Add(labels);
        }
        var values = ValueSummary.Of(matrix);
        if (values.Quantiles.Count == 0) throw new InputException($"{path}: every value is missing; check that it is the file you mean.");
        statements.AddRange(ValueStatements.Of(matrix, values));
        return new ExpressionData { Matrix = matrix, Format = raw.Format, Orientation = raw.Orientation, Values = values, Statements = [.. statements] };
    }
}
