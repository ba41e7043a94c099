namespace Assay.Threshold.Specifications.Sequences.Internals;

/// <summary>A prefix tree in which nodes can be merged, together with all that follows from it, and parted again.</summary>
internal sealed class FoldedTree
{
    private readonly int _letters;
    private readonly int[] _next;
    private readonly ulong?[] _labels;
    private readonly int[] _merged; // the node that it was merged into; itself while it stands
    private readonly Stack<(int Kind, int At, int Before, ulong? Label)> _log = new();
    private readonly Stack<(int, int)> _pending = new();

    public FoldedTree(PrefixTree tree)
    {
        (_letters, _next, _labels) = (tree.Letters, (int[])tree.Next.Clone(), (ulong?[])tree.Labels.Clone());
        _merged = [.. Enumerable.Range(0, tree.Nodes)];
    }

    public int Find(int node)
    {
        while (_merged[node] != node) node = _merged[node];
        return node;
    }

    /// <summary>The node at a letter; −1 for none.</summary>
    public int Next(int node, int letter) => _next[Find(node) * _letters + letter] is var to and >= 0 ? Find(to) : -1;

    public ulong? Label(int node) => _labels[Find(node)];

    /// <summary>Merges two nodes and what follows. Null where outputs contradict each other, with nothing changed; else how many outputs agreed.</summary>
    public int? Merge(int into, int node, bool keep)
    {
        var start = _log.Count;
        var agreed = 0;
        _pending.Clear();
        _pending.Push((into, node));
        var fits = true;
        while (fits && _pending.TryPop(out var pair))
        {
            var (a, b) = (Find(pair.Item1), Find(pair.Item2));
            if (a == b) continue;
            if (_labels[a] is { } one && _labels[b] is { } other)
            {
                fits = one == other;
                agreed++;
            }
            else if (_labels[b] is not null)
            {
                _log.Push((1, a, 0, _labels[a]));
                _labels[a] = _labels[b];
            }
            _log.Push((0, b, b, null));
            _merged[b] = a;
            for (var letter = 0; letter < _letters; letter++)
            {
                var to = _next[b * _letters + letter];
                if (to < 0) continue;
                ref var at = ref _next[a * _letters + letter];
                if (at >= 0) _pending.Push((at, to));
                else
                {
                    _log.Push((2, a * _letters + letter, at, null));
                    at = to;
                }
            }
        }
        if (fits && keep) _log.Clear();
        else Undo(start);
        return fits ? agreed : null;
    }

    private void Undo(int start)
    {
        while (_log.Count > start)
        {
            var (kind, at, before, label) = _log.Pop();
            if (kind == 0) _merged[at] = before;
            else if (kind == 1) _labels[at] = label;
            else _next[at] = before;
        }
    }
}
