using System.Text;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Vectors.Internals;

/// <summary>The words of a vocabulary that are spelt most like another: fewest insertions, deletions, changes and swaps of neighbours (Damerau 1964).</summary>
internal static class SimilarSpellings
{
    private const int MostOffered = 3;
    private const int LongestWord = 64;

    public static IReadOnlyList<string> Of(string word, WordVocabulary vocabulary)
    {
        if (word.Length is 0 or > LongestWord) return [];
        var lower = word.ToLowerInvariant();
        var most = Math.Max(1, lower.Length / 3);
        var found = new List<(int Distance, int Id)>();
        for (var id = 0; id < vocabulary.Count; id++)
        {
            // Bytes are never fewer than characters, so this leaves long words out before they are decoded.
            var bytes = vocabulary.Utf8(id);
            if (bytes.Length + most < lower.Length || bytes.Length > 4 * (lower.Length + most)) continue;
            var candidate = Encoding.UTF8.GetString(bytes);
            if (Math.Abs(candidate.Length - lower.Length) > most) continue;
            var distance = Distance(lower, candidate.ToLowerInvariant(), most);
            if (distance <= most) found.Add((distance, id));
        }
        // Frequent words have small ids, so they win among equals.
        return [.. found.Order().Take(MostOffered).Select(entry => vocabulary[entry.Id])];
    }

    private static int Distance(string left, string right, int most)
    {
        Span<int> before = stackalloc int[2 * LongestWord + 2];
        Span<int> last = stackalloc int[2 * LongestWord + 2];
        Span<int> row = stackalloc int[2 * LongestWord + 2];
        for (var j = 0; j <= right.Length; j++) last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) value = Math.Min(value, before[j - 2] + 1);
                row[j] = value;
                least = Math.Min(least, value);
            }
            if (least > most) return most + 1;
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[right.Length];
    }
}
