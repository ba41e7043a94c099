using Assay.Core.Randomness;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;

namespace Assay.Expression.Evaluation;

/// <summary>An annotation that goes with the class, so that a classifier may have learnt it instead.</summary>
/// <param name="Key">The annotation.</param>
/// <param name="Values">How many different values it has.</param>
/// <param name="CramersV">Cramér's V with the class, corrected for the number of values (Bergsma 2013): 0 for none, 1 for the same partition.</param>
/// <param name="PValue">Share of random permutations with a V at least as large, counting the real one.</param>
/// <param name="PureShare">Share of the samples whose value occurs in one class only: for them the two cannot be told apart.</param>
public sealed record Confounder(string Key, int Values, double CramersV, double PValue, double PureShare)
{
    private const int Permutations = 2000;
    private const double LargestPValue = 0.01;
    private const double LeastV = 0.2;

    /// <summary>Looks through the annotations of samples for those that go with their class.</summary>
    /// <param name="matrix">The samples.</param>
    /// <param name="labels">Their classes; an annotation that the classes come from is left out.</param>
    /// <param name="seed">Of the permutations.</param>
    public static IReadOnlyList<Confounder> Find(ExpressionMatrix matrix, SampleLabels labels, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(labels);
        var found = new List<Confounder>();
        foreach (var (key, annotation) in matrix.SampleAnnotations)
        {
            var samples = Enumerable.Range(0, labels.Samples).Where(sample => labels.Indices[sample] >= 0 && !string.IsNullOrWhiteSpace(annotation[sample])).ToArray();
            var names = samples.Select(sample => annotation[sample]!).Distinct(StringComparer.Ordinal).ToArray();
            // One value says nothing, nearly as many as samples are names, and one that determines the class and is determined by it is the class.
            if (samples.Length < 8 || names.Length < 2 || names.Length > samples.Length * 0.6) continue;
            var places = names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
            var values = samples.Select(sample => places[annotation[sample]!]).ToArray();
            var classes = samples.Select(sample => labels.Indices[sample]).ToArray();
            if (names.Length == classes.Distinct().Count() && Cramer(values, classes, names.Length, labels.Classes.Length) > 1 - 1e-9 && SameNames(names, labels)) continue;
            var real = Cramer(values, classes, names.Length, labels.Classes.Length);
            var random = RandomStream.Split(seed, (ulong)found.Count);
            var atLeast = 1;
            for (var i = 0; i < Permutations; i++)
            {
                random.Shuffle(classes.AsSpan());
                if (Cramer(values, classes, names.Length, labels.Classes.Length) >= real) atLeast++;
            }
            var p = atLeast / (Permutations + 1.0);
            if (p > LargestPValue || real < LeastV) continue;
            var pure = samples.GroupBy(sample => annotation[sample]).Where(group => group.Select(sample => labels.Indices[sample]).Distinct().Count() == 1).Sum(group => group.Count());
            found.Add(new Confounder(key, names.Length, real, p, pure / (double)samples.Length));
        }
        return found;
    }

    private static bool SameNames(string[] names, SampleLabels labels) => names.All(name => labels.Classes.Contains(name)) || labels.Source.Contains($"'{names[0]}'", StringComparison.Ordinal);

    // V with the correction of Bergsma (2013): the expected φ² under independence is taken off, and so are degrees of freedom.
    private static double Cramer(int[] values, int[] classes, int valueCount, int classCount)
    {
        var n = values.Length;
        var table = new double[valueCount * classCount];
        var (rows, columns) = (new double[valueCount], new double[classCount]);
        for (var i = 0; i < n; i++)
        {
            table[values[i] * classCount + classes[i]]++;
            rows[values[i]]++;
            columns[classes[i]]++;
        }
        var square = 0.0;
        for (var r = 0; r < valueCount; r++)
        {
            for (var c = 0; c < classCount; c++)
            {
                var expected = rows[r] * columns[c] / n;
                if (expected > 0) square += (table[r * classCount + c] - expected) * (table[r * classCount + c] - expected) / expected;
            }
        }
        var present = columns.Count(count => count > 0);
        var phi = Math.Max(0, square / n - (valueCount - 1.0) * (present - 1) / (n - 1));
        var effectiveRows = valueCount - (valueCount - 1.0) * (valueCount - 1) / (n - 1);
        var effectiveColumns = present - (present - 1.0) * (present - 1) / (n - 1);
        var most = Math.Min(effectiveRows - 1, effectiveColumns - 1);
        return most > 0 ? Math.Min(1, Math.Sqrt(phi / most)) : 0;
    }
}
