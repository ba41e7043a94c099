using System.Runtime.CompilerServices;

namespace Assay.Embeddings.Training.Internals.Sampling;

/// <summary>
/// Drops occurrences of frequent words: one of a word with frequency f is kept with probability √(t/f) + t/f, as the word2vec program
/// does (its paper has √(t/f)). The decision is a hash of the occurrence's place, so any part of the corpus can be read again,
/// by any thread, and gives the same words.
/// </summary>
internal sealed class Subsampler
{
    private readonly uint[]? _keep;
    private readonly ulong _seed;

    public Subsampler(ReadOnlySpan<long> counts, double threshold, ulong seed)
    {
        _seed = seed;
        if (threshold <= 0) return;
        var total = Total(counts);
        _keep = new uint[counts.Length];
        for (var i = 0; i < counts.Length; i++) _keep[i] = (uint)Math.Min(uint.MaxValue, KeepProbability(counts[i], total, threshold) * 4294967296.0);
    }

    /// <summary>The largest share that a word has of the text that is kept.</summary>
    public static double LargestShare(ReadOnlySpan<long> counts, double threshold)
    {
        var total = Total(counts);
        double most = 0, kept = 0;
        foreach (var count in counts)
        {
            var expected = count * (threshold > 0 ? Math.Min(1, KeepProbability(count, total, threshold)) : 1);
            most = Math.Max(most, expected);
            kept += expected;
        }
        return kept > 0 ? most / kept : 1;
    }

    /// <summary>The key of one pass over the corpus.</summary>
    public ulong Key(int epoch)
    {
        var state = _seed ^ 0x5AB5_0000_0000_0000UL ^ (ulong)(uint)epoch;
        return FastRandom.Mix(ref state);
    }

    /// <summary>Whether the occurrence of <paramref name="word"/> at <paramref name="place"/> is kept in the pass of this key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Keeps(int word, long place, ulong key)
    {
        if (_keep is null) return true;
        var threshold = _keep[word];
        if (threshold == uint.MaxValue) return true;
        var state = (ulong)place * 0x9E3779B97F4A7C15UL + key;
        return (uint)(FastRandom.Mix(ref state) >> 32) < threshold;
    }

    private static double KeepProbability(long count, long total, double threshold)
    {
        var ratio = threshold * total / Math.Max(1, count);
        return Math.Sqrt(ratio) + ratio;
    }

    private static long Total(ReadOnlySpan<long> counts)
    {
        var total = 0L;
        foreach (var count in counts) total += count;
        return total;
    }
}
