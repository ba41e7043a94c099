namespace Assay.Cli.Conventions;

/// <summary>Finds what a mistyped word may have meant.</summary>
internal static class Spelling
{
    /// <summary>"; did you mean X?" for the nearest candidate, or nothing where none is near.</summary>
    public static string Suggest(string word, IEnumerable<string> candidates)
    {
        var near = candidates.Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .Where(pair => pair.Distance <= Math.Max(1, Math.Min(word.Length, pair.Candidate.Length) / 3)
                || (word.Length >= 3 && pair.Candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(pair => pair.Distance).FirstOrDefault();
        return near.Candidate is null ? "" : $"; did you mean {near.Candidate}?";
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours from one word to the other (Damerau 1964, restricted).</summary>
    public static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) distances[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) distances[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                distances[i, j] = Math.Min(Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1, distances[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }

        return distances[a.Length, b.Length];
    }
}
