namespace Assay.Embeddings.Training;

/// <summary>
/// The binary tree of hierarchical softmax (Morin and Bengio 2005): a word is a leaf, its code the turns from the root, and frequent words
/// have short codes (Huffman 1952). Equal counts are merged in a fixed order, so that the same counts always give the same tree.
/// </summary>
public sealed class HuffmanTree
{
    private readonly int[] _starts; // [V + 1]
    private readonly int[] _nodes;  // all paths, one after the other
    private readonly sbyte[] _codes;

    private HuffmanTree(int[] starts, int[] nodes, sbyte[] codes, int depth)
    {
        _starts = starts;
        _nodes = nodes;
        _codes = codes;
        Depth = depth;
    }

    /// <summary>Number of words V, the leaves; there are V − 1 inner nodes, of which the root has the number V − 2.</summary>
    public int Words => _starts.Length - 1;

    /// <summary>Length of the longest path.</summary>
    public int Depth { get; }

    /// <summary>The inner nodes from the root to a word, shape [length of its code].</summary>
    public ReadOnlySpan<int> Nodes(int word) => _nodes.AsSpan(_starts[word].._starts[word + 1]);

    /// <summary>The turn at each of <see cref="Nodes"/>: 0 to the lighter child, 1 to the heavier.</summary>
    public ReadOnlySpan<sbyte> Codes(int word) => _codes.AsSpan(_starts[word].._starts[word + 1]);

    /// <summary>Builds the tree of a vocabulary.</summary>
    /// <param name="counts">Occurrences of each word, shape [V]; at least two words, in any order.</param>
    /// <exception cref="ArgumentException">Fewer than two words.</exception>
    public static HuffmanTree Build(ReadOnlySpan<long> counts)
    {
        var words = counts.Length;
        if (words < 2) throw new ArgumentException($"A tree needs at least two words, not {words}.", nameof(counts));
        var (parents, codes) = Merge(counts);
        return Paths(words, parents, codes);
    }

    /// <summary>
    /// Two queues, leaves by rising count and inner nodes as they are made, always hold the lightest node in front, so one pass does it
    /// (van Leeuwen 1976). Nodes 0 … V−1 are the words, V … 2V−2 the inner nodes.
    /// </summary>
    private static (int[] Parents, sbyte[] Codes) Merge(ReadOnlySpan<long> counts)
    {
        var words = counts.Length;
        var weights = new long[2 * words - 1];
        counts.CopyTo(weights);
        var order = new int[words];
        for (var i = 0; i < words; i++) order[i] = i;
        var keys = counts.ToArray();
        // Array.Sort is not stable: ties are settled by the word's number, the later (rarer) word first.
        Array.Sort(order, (left, right) => keys[left] != keys[right] ? keys[left].CompareTo(keys[right]) : right.CompareTo(left));

        var parents = new int[2 * words - 1];
        var codes = new sbyte[2 * words - 1];
        var leaf = 0;
        var inner = words;
        for (var node = words; node < 2 * words - 1; node++)
        {
            var light = Next(node);
            var heavy = Next(node);
            weights[node] = checked(weights[light] + weights[heavy]);
            parents[light] = parents[heavy] = node;
            codes[heavy] = 1;
        }
        return (parents, codes);

        int Next(int end) =>
            leaf < words && (inner >= end || weights[order[leaf]] <= weights[inner]) ? order[leaf++] : inner++;
    }

    private static HuffmanTree Paths(int words, int[] parents, sbyte[] codes)
    {
        var root = 2 * words - 2;
        var lengths = new int[root + 1];
        for (var node = root - 1; node >= words; node--) lengths[node] = lengths[parents[node]] + 1;
        var starts = new int[words + 1];
        var depth = 0;
        for (var word = 0; word < words; word++)
        {
            var length = lengths[parents[word]] + 1;
            starts[word + 1] = checked(starts[word] + length);
            depth = Math.Max(depth, length);
        }
        var nodes = new int[starts[words]];
        var turns = new sbyte[starts[words]];
        for (var word = 0; word < words; word++)
        {
            var place = starts[word + 1];
            for (var node = word; node != root; node = parents[node])
            {
                nodes[--place] = parents[node] - words;
                turns[place] = codes[node];
            }
        }
        return new HuffmanTree(starts, nodes, turns, depth);
    }
}
