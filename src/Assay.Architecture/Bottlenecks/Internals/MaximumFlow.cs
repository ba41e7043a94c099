namespace Assay.Architecture.Bottlenecks.Internals;

/// <summary>Maximum flow by shortest augmenting layers (Dinic 1970).</summary>
internal sealed class MaximumFlow(int vertices)
{
    /// <summary>A capacity that no cut can contain.</summary>
    public const long Unlimited = long.MaxValue / 4;

    private readonly List<int>[] _ways = [.. Enumerable.Range(0, vertices).Select(_ => new List<int>())];
    private readonly List<int> _to = [];
    private readonly List<long> _left = [];
    private readonly int[] _level = new int[vertices];
    private readonly int[] _tried = new int[vertices];

    public void AddWay(int from, int to, long capacity)
    {
        _ways[from].Add(_to.Count);
        _to.Add(to);
        _left.Add(capacity);
        // The way back, for flow that is taken back.
        _ways[to].Add(_to.Count);
        _to.Add(from);
        _left.Add(0);
    }

    /// <summary>The flow, at most <see cref="Unlimited"/>.</summary>
    public long Run(int source, int sink)
    {
        var flow = 0L;
        while (flow < Unlimited && Layers(source)[sink] >= 0)
        {
            Array.Clear(_tried);
            while (flow < Unlimited && Augment(source, sink) is var more and > 0) flow += Math.Min(more, Unlimited - flow);
        }
        return flow;
    }

    /// <summary>Vertices that the source still reaches after the run: the source's side of the minimum cut.</summary>
    public bool[] Reached(int source) => Array.ConvertAll(Layers(source), level => level >= 0);

    private int[] Layers(int source)
    {
        Array.Fill(_level, -1);
        _level[source] = 0;
        var open = new Queue<int>([source]);
        while (open.TryDequeue(out var vertex))
            foreach (var way in _ways[vertex])
                if (_left[way] > 0 && _level[_to[way]] < 0)
                {
                    _level[_to[way]] = _level[vertex] + 1;
                    open.Enqueue(_to[way]);
                }
        return _level;
    }

    // One path without recursion: graphs are thousands of operations deep.
    private long Augment(int source, int sink)
    {
        var path = new Stack<int>();
        var vertex = source;
        while (vertex != sink)
        {
            if (_tried[vertex] < _ways[vertex].Count)
            {
                var way = _ways[vertex][_tried[vertex]];
                if (_left[way] > 0 && _level[_to[way]] == _level[vertex] + 1)
                {
                    path.Push(way);
                    vertex = _to[way];
                }
                else _tried[vertex]++;
            }
            else
            {
                if (!path.TryPop(out var back)) return 0;
                vertex = _to[back ^ 1];
                _tried[vertex]++;
            }
        }
        var flow = path.Min(way => _left[way]);
        foreach (var way in path)
        {
            _left[way] -= flow;
            _left[way ^ 1] += flow;
        }
        return flow;
    }
}
