using System.Runtime.InteropServices;

namespace Assay.Embeddings.Words.Internals;

/// <summary>How often words and neighbouring pairs occur. A pair's key is both ids in one number.</summary>
internal sealed class PairCounts
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _words = [];
    private readonly List<long> _counts = [];
    private readonly Dictionary<long, long> _pairs = [];

    public PairCounts() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words read.</summary>
    public long Words { get; private set; }

    public void Add(ReadOnlySpan<char> line)
    {
        var previous = -1;
        while (TryTake(ref line, out var word))
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_lookup, word, out var known);
            if (!known)
            {
                id = _words.Count;
                _words.Add(word.ToString());
                _counts.Add(0);
            }
            CollectionsMarshal.AsSpan(_counts)[id]++;
            Words++;
            if (previous >= 0) CollectionsMarshal.GetValueRefOrAddDefault(_pairs, Key(previous, id), out _)++;
            previous = id;
        }
    }

    /// <summary>The pairs that become phrases, with their scores.</summary>
    public Dictionary<long, double> Choose(PhraseOptions options)
    {
        var chosen = new Dictionary<long, double>();
        foreach (var (key, count) in _pairs)
        {
            var (left, right) = (_counts[(int)(key >> 32)], _counts[(int)key]);
            if (count < options.MinimumCount || left < options.MinimumCount || right < options.MinimumCount) continue;
            var score = (count - options.MinimumCount) * (double)Words / left / right;
            if (score > options.Threshold) chosen.Add(key, score);
        }
        return chosen;
    }

    public string Text(long key) => $"{_words[(int)(key >> 32)]}_{_words[(int)key]}";

    /// <summary>Writes a line with its phrases joined, from left to right; returns how many were.</summary>
    public long Join(ReadOnlySpan<char> line, IReadOnlyDictionary<long, double> chosen, TextWriter writer)
    {
        var joined = 0L;
        var previous = -1;
        var first = true;
        while (TryTake(ref line, out var word))
        {
            var id = _lookup[word];
            // A word that was joined to its left is not joined to its right: a b c with ab and bc becomes a_b c.
            var join = previous >= 0 && chosen.ContainsKey(Key(previous, id));
            if (join)
            {
                writer.Write('_');
                joined++;
                previous = -1;
            }
            else
            {
                if (!first) writer.Write(' ');
                previous = id;
            }
            writer.Write(word);
            first = false;
        }
        writer.WriteLine();
        return joined;
    }

    private static bool TryTake(ref ReadOnlySpan<char> line, out ReadOnlySpan<char> word)
    {
        line = line.TrimStart();
        var end = 0;
        while (end < line.Length && !char.IsWhiteSpace(line[end])) end++;
        word = line[..end];
        line = line[end..];
        return end > 0;
    }

    private static long Key(int left, int right) => (long)left << 32 | (uint)right;
}
