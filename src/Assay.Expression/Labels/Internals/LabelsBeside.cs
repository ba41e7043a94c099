using Assay.Core.Errors;
using Assay.Expression.Matrices;

namespace Assay.Expression.Labels.Internals;

/// <summary>Labels in a file beside the matrix: X.cls for X.gct, X.labels.tsv for X.tsv, whatever is compressed.</summary>
internal static class LabelsBeside
{
    private static readonly string[] Endings = [".labels.tsv", ".labels.csv", ".labels.txt", ".cls"];

    /// <summary>The matrix with what the file says, and a sentence about it; the matrix itself where there is no such file.</summary>
    public static (ExpressionMatrix Matrix, string? Statement) Add(ExpressionMatrix matrix, string path)
    {
        if (!File.Exists(path)) return (matrix, null);
        var stem = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        stem = Path.Combine(Path.GetDirectoryName(stem) ?? "", Path.GetFileNameWithoutExtension(stem));
        if (Endings.Select(ending => stem + ending).FirstOrDefault(File.Exists) is not { } beside) return (matrix, null);
        var name = Path.GetFileName(beside);
        try
        {
            var added = new List<string>();
            foreach (var column in LabelFile.Read(beside, matrix))
            {
                if (matrix.SampleAnnotations.ContainsKey(column.Key)) continue;
                matrix = matrix.WithAnnotation(column.Key, column.Values);
                added.Add(Describe(column));
            }
            return (matrix, added.Count == 0 ? null : $"Labels: {name} beside the file gives {string.Join("; ", added)}.");
        }
        catch (InputException damaged)
        {
            // Nobody asked for this file, so that it must not stand in the way; named by the user, it is an error.
            return (matrix, $"Labels: {name} beside the file is left alone ({damaged.Message.TrimEnd('.')}).");
        }
    }

    private static string Describe(LabelColumn column)
    {
        var groups = column.Values.GroupBy(value => value ?? "(none)", StringComparer.Ordinal).OrderByDescending(group => group.Count()).ToArray();
        return $"'{column.Key}' ({string.Join(", ", groups.Take(4).Select(group => $"{group.Key} {group.Count()}"))}{(groups.Length > 4 ? $" and {groups.Length - 4} more" : "")})";
    }
}
