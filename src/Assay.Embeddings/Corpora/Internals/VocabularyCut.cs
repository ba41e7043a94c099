using Assay.Embeddings.Words;
using Assay.Embeddings.Words.Internals;

namespace Assay.Embeddings.Corpora.Internals;

/// <summary>The frequent words of a table as a vocabulary: by descending count, equal counts by ordinal byte order.</summary>
internal static class VocabularyCut
{
    public static WordVocabulary Of(WordTable table, VocabularyOptions options)
    {
        var chosen = new List<int>();
        for (var id = 0; id < table.Count; id++)
        {
            if (table.Occurrences(id) >= options.MinimumCount) chosen.Add(id);
        }

        chosen.Sort((left, right) =>
        {
            var order = table.Occurrences(right).CompareTo(table.Occurrences(left));
            return order != 0 ? order : table.Word(left).SequenceCompareTo(table.Word(right));
        });
        if (options.MaximumSize is { } most && chosen.Count > most) chosen.RemoveRange(most, chosen.Count - most);

        var counts = new long[chosen.Count];
        var offsets = new long[chosen.Count + 1];
        for (var index = 0; index < chosen.Count; index++)
        {
            counts[index] = table.Occurrences(chosen[index]);
            offsets[index + 1] = offsets[index] + table.Word(chosen[index]).Length;
        }

        var utf8 = new byte[offsets[^1]];
        for (var index = 0; index < chosen.Count; index++) table.Word(chosen[index]).CopyTo(utf8.AsSpan((int)offsets[index]));
        return WordVocabulary.FromUtf8(utf8, offsets, counts);
    }
}
