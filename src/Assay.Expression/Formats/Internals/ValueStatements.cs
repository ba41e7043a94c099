using System.Globalization;
using Assay.Expression.Matrices;

namespace Assay.Expression.Formats.Internals;

/// <summary>Says what a summary of values found and what follows from it.</summary>
internal static class ValueStatements
{
    public static IEnumerable<string> Of(ExpressionMatrix matrix, ValueSummary values)
    {
        yield return $"Size: {matrix.Samples} samples, {matrix.Genes} genes.";
        yield return string.Create(CultureInfo.InvariantCulture, $"Range: {values.Minimum:G6} to {values.Maximum:G6}, median {(values.Quantiles.Count > 0 ? values.Quantiles[2] : float.NaN):G6}.");
        yield return $"Scale: {Words(values.Scale)}, since {values.ScaleReason}.";
        var all = (long)matrix.Samples * matrix.Genes;
        yield return values.Missing == 0
            ? "Missing: no values."
            : string.Create(CultureInfo.InvariantCulture, $"Missing: {values.Missing} of {all} values ({100.0 * values.Missing / all:G3} %){(values.EmptyGenes > 0 ? $", {values.EmptyGenes} genes in every sample" : "")}; they are filled in with the gene's median over the training samples unless another way is chosen.");
        if (values.SharedNames > 0)
            yield return $"Duplicate genes: {values.RowsWithSharedName} rows share their name with another ({values.SharedNames} names); preparation merges rows of one name by their mean unless another way is chosen.";
        foreach (var (key, annotations) in matrix.GeneAnnotations)
        {
            var shared = annotations.Where(name => !string.IsNullOrEmpty(name)).GroupBy(name => name!, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).Select(group => group.Count()).ToArray();
            if (shared.Length > 0 && (NameWords.IsGeneHeader(key) || key.Equals("IDENTIFIER", StringComparison.OrdinalIgnoreCase)))
                yield return $"Duplicate symbols: {shared.Sum()} rows share their '{key}' with another ({shared.Length} symbols); rows stay apart under their own names unless they are merged by '{key}'.";
        }
        if (values.ConstantGenes > 0) yield return $"Constant genes: {values.ConstantGenes} have one value throughout; preparation drops them.";
        if (values.RepeatedProfiles.Count > 0)
        {
            var (first, second) = values.RepeatedProfiles[0];
            yield return $"Duplicate samples: {values.RepeatedProfiles.Count} repeat another's values throughout (the first: '{matrix.SampleNames[second]}' repeats '{matrix.SampleNames[first]}'); splits keep them on one side.";
        }
    }

    private static string Words(ValueScale scale) => scale switch
    {
        ValueScale.Counts => "counts, to be taken to log2(x + 1)",
        ValueScale.Linear => "linear, to be taken to log2(x + 1)",
        ValueScale.LinearWithNegatives => "linear with negative values, to be floored (at 16 by default) and taken to log2",
        ValueScale.Logarithm => "logarithms already, to be left as they are",
        ValueScale.UnitInterval => "within 0 and 1, to be left as they are",
        _ => "centred on zero gene by gene, to be left as they are",
    };
}
