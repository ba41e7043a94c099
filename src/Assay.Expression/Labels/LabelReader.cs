using Assay.Core.Errors;
using Assay.Expression.Labels.Internals;
using Assay.Expression.Matrices;

namespace Assay.Expression.Labels;

/// <summary>Finds the classes of samples: an annotation of the matrix, a file of two columns, or a CLS file.</summary>
public static class LabelReader
{
    // What a user would call the class, best first; matched to whole keys, whatever their case.
    private static readonly string[] UsualKeys = ["class", "label", "labels", "disease state", "disease_state", "diagnosis", "group", "condition", "status", "phenotype", "cell_type", "tissue"];

    /// <summary>Reads the classes that a user names.</summary>
    /// <param name="matrix">The samples.</param>
    /// <param name="source">Key of an annotation, or path of a file: two columns (sample, class), with or without a header, or CLS.</param>
    /// <param name="positive">The positive class; see <see cref="SampleLabels.Of"/>.</param>
    /// <exception cref="InputException">There is neither such an annotation nor such a file, or its samples are others.</exception>
    public static SampleLabels Read(ExpressionMatrix matrix, string source, string? positive = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentException.ThrowIfNullOrEmpty(source);
        if (matrix.SampleAnnotations.TryGetValue(source, out var values)) return SampleLabels.Of(values, $"annotation '{source}'", positive);
        if (!File.Exists(source)) throw NotFound(matrix, source);
        var columns = LabelFile.Read(source, matrix);
        return SampleLabels.Of(columns[0].Values, source, positive);
    }

    /// <summary>The classes that come with the matrix: the annotation with a usual name (class, label, disease state …) and at least two values; null without one.</summary>
    public static SampleLabels? Find(ExpressionMatrix matrix, string? positive = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        foreach (var usual in UsualKeys)
        {
            foreach (var (key, values) in matrix.SampleAnnotations)
            {
                if (!key.Equals(usual, StringComparison.OrdinalIgnoreCase) || values.Where(value => !string.IsNullOrWhiteSpace(value)).Distinct().Skip(1).FirstOrDefault() is null) continue;
                return SampleLabels.Of(values, $"annotation '{key}'", positive);
            }
        }
        return null;
    }

    private static InputException NotFound(ExpressionMatrix matrix, string source)
    {
        var keys = matrix.SampleAnnotations.IsEmpty ? "the samples have no annotations" : $"the samples have {string.Join(", ", matrix.SampleAnnotations.Keys.Take(12).Select(key => $"'{key}'"))}";
        return new InputException($"There is neither an annotation nor a file '{source}': {keys}; give one of them, or a file of two columns (sample, class).");
    }
}
