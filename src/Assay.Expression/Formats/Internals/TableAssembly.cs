using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Expression.Matrices;

namespace Assay.Expression.Formats.Internals;

/// <summary>Puts the parsed rows of a table and the meaning of its columns together.</summary>
internal static class TableAssembly
{
    /// <exception cref="InputException">Two samples have the same name.</exception>
    public static ExpressionMatrix Matrix(string path, TableLayout layout, TableBody body)
    {
        var rowAnnotations = layout.RowAnnotations.Select((key, i) => KeyValuePair.Create(key, ImmutableArray.Create(body.Annotations[i]))).ToArray();
        var columnAnnotations = layout.ColumnAnnotations.Select(pair => KeyValuePair.Create(pair.Key, ImmutableArray.Create(pair.Values))).ToArray();
        if (layout.GenesInRows)
        {
            CheckSamples(path, layout.ColumnNames, column => $"columns {layout.ColumnOfName(column) + 1}");
            return new ExpressionMatrix(body.Values, layout.ColumnNames, body.Names, Unique(columnAnnotations), Unique(rowAnnotations));
        }
        CheckSamples(path, body.Names, row => $"lines {body.LineOf(row)}");
        return new ExpressionMatrix(body.Values, body.Names, layout.ColumnNames, Unique(rowAnnotations), Unique(columnAnnotations));
    }

    /// <summary>Insists that every sample has its own name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">Names of the samples.</param>
    /// <param name="where">Where a sample stands, in words.</param>
    public static void CheckSamples(string path, IReadOnlyList<string> names, Func<int, string> where)
    {
        var seen = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (seen.TryAdd(names[i], i)) continue;
            var first = where(seen[names[i]]);
            var second = where(i);
            throw new InputException($"{path}: two samples are called '{names[i]}' ({first} and {second[(second.IndexOf(' ', StringComparison.Ordinal) + 1)..]}); give each sample a name of its own.");
        }
    }

    /// <summary>Keeps the first of annotations that have the same key and numbers the others.</summary>
    public static IEnumerable<KeyValuePair<string, ImmutableArray<string?>>> Unique(IEnumerable<KeyValuePair<string, ImmutableArray<string?>>> annotations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, values) in annotations)
        {
            var name = key.Length == 0 ? "annotation" : key;
            for (var number = 2; !seen.Add(name); number++) name = $"{key}.{number}";
            yield return KeyValuePair.Create(name, values);
        }
    }
}
