using System.Text;
using Assay.Embeddings.Words.Internals;

namespace Assay.Embeddings.Words;

/// <summary>
/// The words that have a vector, with how often each occurred. A word's id is its row in the matrices. Built from a corpus, ids run by
/// descending count, equal counts by ordinal byte order; after <see cref="Grow"/>, appended words follow the old ones.
/// Immutable and safe to use from several threads.
/// </summary>
public sealed partial class WordVocabulary
{
    private readonly byte[] _utf8;
    private readonly long[] _offsets; // [Count + 1]
    private readonly long[] _counts;  // [Count]
    private readonly int[] _slots;    // id + 1, or 0 where free; a power of two, at most half full

    private WordVocabulary(byte[] utf8, long[] offsets, long[] counts)
    {
        _utf8 = utf8;
        _offsets = offsets;
        _counts = counts;
        _slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 2 * counts.Length))];
        foreach (var count in counts) TotalCount = checked(TotalCount + count);
        for (var id = 0; id < counts.Length; id++)
        {
            var slot = FindSlot(Utf8(id));
            if (_slots[slot] != 0) throw new ArgumentException($"The word '{this[id]}' occurs twice, as number {_slots[slot] - 1} and {id}.");
            _slots[slot] = id + 1;
        }
    }

    /// <summary>Number of words V.</summary>
    public int Count => _counts.Length;

    /// <summary>Occurrences of each word, shape [V].</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Occurrences of all words together.</summary>
    public long TotalCount { get; }

    /// <summary>All words in UTF-8, one after the other without separators; <see cref="Utf8Offsets"/> says where each begins.</summary>
    public ReadOnlySpan<byte> Utf8Words => _utf8;

    /// <summary>Where each word begins in <see cref="Utf8Words"/>, shape [V + 1]; the last is the length of all.</summary>
    public ReadOnlySpan<long> Utf8Offsets => _offsets;

    /// <summary>The word with an id. Makes a new string; <see cref="Utf8"/> does not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public string this[int id] => Encoding.UTF8.GetString(Utf8(id));

    /// <summary>The UTF-8 bytes of the word with an id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public ReadOnlySpan<byte> Utf8(int id)
    {
        if ((uint)id >= (uint)_counts.Length) throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has {Count} words.");
        return _utf8.AsSpan((int)_offsets[id], (int)(_offsets[id + 1] - _offsets[id]));
    }

    /// <summary>Finds the id of a word, written exactly as the tokeniser left it (usually in lower case).</summary>
    public bool TryGetId(string word, out int id)
    {
        ArgumentNullException.ThrowIfNull(word);
        var length = Encoding.UTF8.GetByteCount(word);
        Span<byte> bytes = length <= 256 ? stackalloc byte[256] : new byte[length];
        return TryGetId(bytes[..Encoding.UTF8.GetBytes(word, bytes)], out id);
    }

    /// <summary>Finds the id of a word given in UTF-8.</summary>
    public bool TryGetId(ReadOnlySpan<byte> word, out int id)
    {
        id = _slots[FindSlot(word)] - 1;
        return id >= 0;
    }

    /// <summary>Makes a vocabulary of words in the order of their ids.</summary>
    /// <param name="words">The words, all different.</param>
    /// <param name="counts">Occurrences of each, shape [V]; taken over, not copied.</param>
    /// <exception cref="ArgumentException">Lengths differ, a count is negative, a word is empty or occurs twice.</exception>
    public static WordVocabulary FromWords(IReadOnlyList<string> words, long[] counts)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(counts);
        if (words.Count != counts.Length) throw new ArgumentException($"{words.Count} words but {counts.Length} counts.");
        var offsets = new long[words.Count + 1];
        for (var id = 0; id < words.Count; id++) offsets[id + 1] = offsets[id] + Encoding.UTF8.GetByteCount(words[id]);
        var utf8 = new byte[offsets[^1]];
        for (var id = 0; id < words.Count; id++) Encoding.UTF8.GetBytes(words[id], utf8.AsSpan((int)offsets[id]));
        return FromUtf8(utf8, offsets, counts);
    }

    /// <summary>Makes a vocabulary from the bytes of all words and where each begins, in the order of their ids.</summary>
    /// <param name="utf8">All words, one after the other; taken over, not copied.</param>
    /// <param name="offsets">Where each begins, shape [V + 1]; taken over, not copied.</param>
    /// <param name="counts">Occurrences of each, shape [V]; taken over, not copied.</param>
    /// <exception cref="ArgumentException">Lengths differ, offsets do not rise from 0 to the end, a count is negative, or a word occurs twice.</exception>
    public static WordVocabulary FromUtf8(byte[] utf8, long[] offsets, long[] counts)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(counts);
        if (offsets.Length != counts.Length + 1) throw new ArgumentException($"{offsets.Length} offsets for {counts.Length} counts; there must be one more.");
        if (offsets[0] != 0 || offsets[^1] != utf8.Length) throw new ArgumentException($"The offsets do not run from 0 to {utf8.Length}.");
        for (var id = 0; id < counts.Length; id++)
        {
            if (offsets[id + 1] <= offsets[id]) throw new ArgumentException($"The word with id {id} is empty or its offsets fall.");
            if (counts[id] < 0) throw new ArgumentException($"The count of the word with id {id} is negative ({counts[id]}).");
        }

        return new WordVocabulary(utf8, offsets, counts);
    }

    private int FindSlot(ReadOnlySpan<byte> word)
    {
        var mask = _slots.Length - 1;
        var slot = (int)WordHash.Of(word) & mask;
        while (_slots[slot] != 0 && !Utf8(_slots[slot] - 1).SequenceEqual(word)) slot = (slot + 1) & mask;
        return slot;
    }
}
