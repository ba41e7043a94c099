using System.Collections.Immutable;
using Assay.Expression.Matrices;

namespace Assay.Expression.Splits;

/// <summary>Which samples must stay together: those of one patient, and profiles that repeat each other, since the copy would give the answer away.</summary>
public static class SampleGroups
{
    /// <summary>Groups samples.</summary>
    /// <param name="matrix">The samples.</param>
    /// <param name="key">An annotation whose equal values belong together, as a patient; null groups repeated profiles only. A sample without a value stands alone.</param>
    /// <returns>[samples], a number for each group, from 0.</returns>
    /// <exception cref="Core.Errors.InputException">There is no such annotation.</exception>
    public static ImmutableArray<int> Of(ExpressionMatrix matrix, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var parent = Enumerable.Range(0, matrix.Samples).ToArray();
        foreach (var (first, second) in ValueSummary.Of(matrix).RepeatedProfiles) Join(parent, first, second);
        if (key is not null)
        {
            var values = matrix.Annotation(key);
            foreach (var group in Enumerable.Range(0, matrix.Samples).Where(sample => !string.IsNullOrWhiteSpace(values[sample])).GroupBy(sample => values[sample]!, StringComparer.Ordinal))
                foreach (var sample in group) Join(parent, group.First(), sample);
        }
        var numbers = new Dictionary<int, int>();
        var groups = new int[matrix.Samples];
        for (var sample = 0; sample < groups.Length; sample++)
        {
            var root = Root(parent, sample);
            if (!numbers.TryGetValue(root, out groups[sample])) numbers.Add(root, groups[sample] = numbers.Count);
        }
        return [.. groups];
    }

    private static int Root(int[] parent, int sample)
    {
        while (parent[sample] != sample) sample = parent[sample] = parent[parent[sample]];
        return sample;
    }

    private static void Join(int[] parent, int first, int second) => parent[Root(parent, second)] = Root(parent, first);
}
