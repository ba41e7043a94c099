using System.Text;

namespace Assay.Embeddings.Words;

public sealed partial class WordVocabulary
{
    /// <summary>
    /// A vocabulary for training on with new text: the words of this one keep their ids, words that only <paramref name="other"/> has
    /// are appended in its order. Each count is the sum of both, i.e. how often the word occurred in the old and the new text together
    /// (of a word that was too rare for the old vocabulary, only the new occurrences are known). Neither vocabulary changes.
    /// Ids no longer run by descending count.
    /// </summary>
    public WordVocabulary Grow(WordVocabulary other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var counts = new List<long>(_counts);
        var offsets = new List<long>(_offsets);
        var added = new MemoryStream();
        for (var id = 0; id < other.Count; id++)
        {
            var word = other.Utf8(id);
            if (TryGetId(word, out var known))
            {
                counts[known] = checked(counts[known] + other._counts[id]);
                continue;
            }

            added.Write(word);
            counts.Add(other._counts[id]);
            offsets.Add(_utf8.Length + added.Length);
        }

        return new WordVocabulary([.. _utf8, .. added.ToArray()], [.. offsets], [.. counts]);
    }

    /// <summary>This vocabulary's words with other counts, e.g. those of the text that training continues on.</summary>
    /// <param name="counts">Occurrences of each word, shape [V]; taken over, not copied.</param>
    /// <exception cref="ArgumentException">Not one count for each word, or a negative one.</exception>
    public WordVocabulary WithCounts(long[] counts) => FromUtf8(_utf8, _offsets, counts);

    /// <summary>The words themselves, for a look at small vocabularies.</summary>
    public override string ToString() =>
        Count > 8 ? $"{Count} words" : new StringBuilder().AppendJoin(' ', Enumerable.Range(0, Count).Select(id => this[id])).ToString();
}
