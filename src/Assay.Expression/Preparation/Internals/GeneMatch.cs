using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Expression.Matrices;

namespace Assay.Expression.Preparation.Internals;

/// <summary>
/// The genes that a preparation works on, by name, and how the rows of any matrix come to them: by name, rows of one name merged.
/// </summary>
/// <param name="Names">Each name once, in the order of the training matrix.</param>
/// <param name="Duplicates">What becomes of rows with the same name.</param>
/// <param name="MergeBy">The annotation taken for the name, or null.</param>
/// <param name="Occurrences">For <see cref="DuplicateGenes.Largest"/>: which of the rows of a name is taken, from 0; else empty.</param>
internal sealed record GeneMatch(ImmutableArray<string> Names, DuplicateGenes Duplicates, string? MergeBy, ImmutableArray<int> Occurrences)
{
    private const double LeastShare = 0.5;

    public static GeneMatch Fit(ExpressionMatrix training, PreparationOptions options)
    {
        var keys = Keys(training, options.Duplicates, options.MergeBy);
        ImmutableArray<string> names = [.. keys.Distinct(StringComparer.Ordinal)];
        var match = new GeneMatch(names, options.Duplicates, options.MergeBy, []);
        return options.Duplicates == DuplicateGenes.Largest && names.Length < keys.Length ? match with { Occurrences = Largest(training, keys, names) } : match;
    }

    /// <summary>The matrix's values gene by gene of <see cref="Names"/>, [samples, names]; NaN where it lacks the gene.</summary>
    /// <exception cref="InputException">It lacks more than half of them.</exception>
    public float[] Values(ExpressionMatrix matrix, out int lacking)
    {
        var keys = Keys(matrix, Duplicates, MergeBy);
        lacking = 0;
        if (keys.AsSpan().SequenceEqual(Names.AsSpan())) return [.. matrix.Values];
        var rows = keys.Select((name, row) => (name, row)).ToLookup(pair => pair.name, pair => pair.row, StringComparer.Ordinal);
        var sources = new int[Names.Length][];
        for (var i = 0; i < sources.Length; i++)
        {
            sources[i] = [.. rows[Names[i]]];
            if (sources[i].Length == 0) lacking++;
            else if (!Occurrences.IsEmpty) sources[i] = [sources[i][Math.Min(Occurrences[i], sources[i].Length - 1)]];
        }
        if (lacking > LeastShare * Names.Length)
        {
            var example = Enumerable.Range(0, Names.Length).First(i => sources[i].Length == 0);
            throw new InputException($"The matrix lacks {lacking} of the {Names.Length} genes that the preparation was fitted on (for example '{Names[example]}'; it has '{matrix.GeneNames[0]}'); give data of the same genes, named the same way.");
        }
        var values = new float[checked(matrix.Samples * Names.Length)];
        Parallel.For(0, matrix.Samples, sample =>
        {
            var row = matrix.Row(sample);
            var merged = values.AsSpan(sample * sources.Length, sources.Length);
            for (var i = 0; i < sources.Length; i++) merged[i] = Mean(row, sources[i]);
        });
        return values;
    }

    // Of rows of which some are missing, the others count.
    private static float Mean(ReadOnlySpan<float> row, int[] places)
    {
        if (places.Length == 1) return row[places[0]];
        var (sum, count) = (0.0, 0);
        foreach (var place in places)
        {
            if (float.IsNaN(row[place])) continue;
            sum += row[place];
            count++;
        }
        return count == 0 ? float.NaN : (float)(sum / count);
    }

    private static string[] Keys(ExpressionMatrix matrix, DuplicateGenes duplicates, string? mergeBy)
    {
        var keys = matrix.GeneNames.ToArray();
        if (mergeBy is not null)
        {
            if (!matrix.GeneAnnotations.TryGetValue(mergeBy, out var names))
                throw new InputException($"The genes have no annotation '{mergeBy}' to merge by: they have {(matrix.GeneAnnotations.IsEmpty ? "none" : string.Join(", ", matrix.GeneAnnotations.Keys.Select(key => $"'{key}'")))}.");
            for (var i = 0; i < keys.Length; i++)
                if (!string.IsNullOrWhiteSpace(names[i])) keys[i] = names[i]!;
        }
        if (duplicates != DuplicateGenes.Keep) return keys;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = keys.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++)
        {
            var count = seen[keys[i]] = seen.GetValueOrDefault(keys[i]) + 1;
            if (count == 1) continue;
            var name = $"{keys[i]}.{count}";
            while (!taken.Add(name)) name += "'";
            keys[i] = name;
        }
        return keys;
    }

    private static ImmutableArray<int> Largest(ExpressionMatrix training, string[] keys, ImmutableArray<string> names)
    {
        var means = new double[keys.Length];
        GeneColumns.ForEach(training.Values, training.Samples, (gene, column) =>
        {
            var (sum, count) = (0.0, 0);
            foreach (var value in column)
            {
                if (float.IsNaN(value)) continue;
                sum += value;
                count++;
            }
            means[gene] = count == 0 ? double.NegativeInfinity : sum / count;
        });
        var rows = keys.Select((name, row) => (name, row)).ToLookup(pair => pair.name, pair => pair.row, StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            var places = rows[name].ToArray();
            return Array.IndexOf(places, places.MaxBy(place => means[place]));
        })];
    }
}
