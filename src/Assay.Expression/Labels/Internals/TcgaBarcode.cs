using System.Text.RegularExpressions;
using Assay.Expression.Matrices;

namespace Assay.Expression.Labels.Internals;

/// <summary>
/// What the names of TCGA samples say (TCGA barcode: project, site, participant, sample and vial, portion and analyte, plate, centre): patient, tissue
/// source site and plate. Plates are measured apart, and where they go with the class nobody can tell the two from each other.
/// </summary>
internal static partial class TcgaBarcode
{
    /// <summary>The matrix with patient, site and plate as annotations, and a sentence about it, where all names are such barcodes.</summary>
    public static (ExpressionMatrix Matrix, string? Statement) Add(ExpressionMatrix matrix)
    {
        var parts = matrix.SampleNames.Select(name => Pattern().Match(name)).ToArray();
        if (parts.Length == 0 || parts.Any(match => !match.Success)) return (matrix, null);
        var added = new List<string>();
        foreach (var key in (string[])["patient", "site", "plate"])
        {
            if (matrix.SampleAnnotations.ContainsKey(key)) continue;
            var values = parts.Select(match => match.Groups[key].Value).ToArray();
            if (values.Any(value => value.Length == 0)) continue;
            matrix = matrix.WithAnnotation(key, values);
            added.Add($"'{key}' ({values.Distinct(StringComparer.Ordinal).Count()} values)");
        }
        return (matrix, added.Count == 0 ? null : $"Names: TCGA barcodes, which give {string.Join(", ", added)}.");
    }

    [GeneratedRegex(@"^(?<patient>TCGA[.-](?<site>[A-Z0-9]{2})[.-][A-Z0-9]{4})[.-][0-9]{2}[A-Z]?([.-][0-9]{2}[A-Z]([.-](?<plate>[A-Z0-9]{4})([.-][0-9]{2})?)?)?$")]
    private static partial Regex Pattern();
}
