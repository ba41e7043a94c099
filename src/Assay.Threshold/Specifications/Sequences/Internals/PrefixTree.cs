using Assay.Core.Errors;

namespace Assay.Threshold.Specifications.Sequences.Internals;

/// <summary>The tree of all beginnings of some sequences. Nodes are numbered in the order of their depth; the root is 0.</summary>
internal sealed class PrefixTree
{
    private PrefixTree(int letters, int[] next, ulong?[] labels, (int Parent, int Letter)[] cameFrom) => (Letters, Next, Labels, CameFrom) = (letters, next, labels, cameFrom);

    public int Letters { get; }

    /// <summary>The child of each node at each letter, −1 for none, [nodes · letters].</summary>
    public int[] Next { get; }

    /// <summary>The output at each node; null where it is not known.</summary>
    public ulong?[] Labels { get; }

    /// <summary>Parent and letter of each node.</summary>
    public (int Parent, int Letter)[] CameFrom { get; }

    public int Nodes => Labels.Length;

    public static PrefixTree Of(IReadOnlyList<LabelledSequence> sequences, int letters, int mostNodes, long mostCells)
    {
        var children = new List<Dictionary<int, int>> { new() };
        var labels = new List<ulong?> { null };
        foreach (var sequence in sequences)
        {
            var node = 0;
            for (var t = 0; t < sequence.Letters.Count; t++)
            {
                if (!children[node].TryGetValue(sequence.Letters[t], out var child))
                {
                    if (children.Count == mostNodes) throw new InputException($"The sequences have more than {mostNodes} different beginnings; give fewer or shorter ones.");
                    children[node][sequence.Letters[t]] = child = children.Count;
                    children.Add([]);
                    labels.Add(null);
                }
                node = child;
                labels[node] ??= sequence.Outputs[t];
            }
        }
        if ((long)children.Count * letters > mostCells) throw new InputException($"The sequences have {children.Count} different beginnings over {letters} letters, which is too much; give fewer or shorter ones.");
        // Breadth first: nearer nodes get lower numbers.
        var order = new List<int> { 0 };
        var number = new int[children.Count];
        var cameFrom = new List<(int, int)> { (-1, -1) };
        for (var at = 0; at < order.Count; at++)
        {
            foreach (var (letter, child) in children[order[at]].OrderBy(pair => pair.Key))
            {
                number[child] = order.Count;
                order.Add(child);
                cameFrom.Add((at, letter));
            }
        }
        var next = new int[order.Count * letters];
        Array.Fill(next, -1);
        for (var node = 1; node < order.Count; node++) next[cameFrom[node].Item1 * letters + cameFrom[node].Item2] = node;
        return new(letters, next, [.. order.Select(node => labels[node])], [.. cameFrom]);
    }
}
