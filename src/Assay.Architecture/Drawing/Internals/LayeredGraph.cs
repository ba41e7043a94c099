namespace Assay.Architecture.Drawing.Internals;

/// <summary>Boxes in layers, with a place held in every layer that an edge passes.</summary>
internal sealed class LayeredGraph
{
    private const double BoxGap = 26;
    private const double LaneGap = 14;
    private const int Sweeps = 12;

    private readonly List<List<int>> _layers = [];
    private readonly List<List<int>> _up = [];
    private readonly List<List<int>> _down = [];
    private readonly List<double> _widths = [];
    private readonly int _boxCount;

    public LayeredGraph(BoxGraph graph)
    {
        _boxCount = graph.Boxes.Count;
        Layer = [.. Layers(graph)];
        var count = Layer.Count == 0 ? 0 : Layer.Max() + 1;
        for (var i = 0; i < count; i++) _layers.Add([]);
        for (var i = 0; i < _boxCount; i++) AddVertex(graph.Boxes[i].Width, Layer[i]);
        foreach (var (from, to, _) in graph.Edges)
        {
            var path = new List<int> { from };
            for (var layer = Layer[from] + 1; layer < Layer[to]; layer++)
            {
                Layer.Add(layer);
                path.Add(AddVertex(4, layer));
            }
            path.Add(to);
            for (var i = 0; i + 1 < path.Count; i++)
            {
                _down[path[i]].Add(path[i + 1]);
                _up[path[i + 1]].Add(path[i]);
            }
            Paths.Add(path);
        }
        X = new double[_layers.Sum(layer => layer.Count)];
    }

    /// <summary>Layer of each vertex: boxes first, then the places that edges pass.</summary>
    public List<int> Layer { get; }

    /// <summary>Vertices of each edge, in the order of the graph's edges.</summary>
    public List<List<int>> Paths { get; } = [];

    /// <summary>Vertices of each layer, from left to right.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Rows => _layers;

    /// <summary>Centre of each vertex.</summary>
    public double[] X { get; }

    public double WidthOf(int vertex) => _widths[vertex];

    public bool IsBox(int vertex) => vertex < _boxCount;

    /// <summary>Orders each layer by the middle of its neighbours, sweeping down and up, and keeps the order with the fewest crossings.</summary>
    public void ReduceCrossings(CancellationToken cancellationToken)
    {
        var best = _layers.Select(layer => layer.ToArray()).ToArray();
        var fewest = Crossings();
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var down = sweep % 2 == 0;
            for (var step = 1; step < _layers.Count; step++)
            {
                var layer = down ? step : _layers.Count - 1 - step;
                Sort(_layers[layer], _layers[down ? layer - 1 : layer + 1], down ? _up : _down);
            }
            var crossings = Crossings();
            if (crossings >= fewest) continue;
            (fewest, best) = (crossings, [.. _layers.Select(layer => layer.ToArray())]);
        }
        for (var i = 0; i < best.Length; i++) _layers[i] = [.. best[i]];
    }

    /// <summary>
    /// Moves each layer as near as its order and its boxes allow to the middle of its neighbours: the least sum of squares, exactly, by pooling
    /// adjacent violators. Long edges weigh more, so that they become straight.
    /// </summary>
    public void PlaceAcross(CancellationToken cancellationToken)
    {
        foreach (var layer in _layers)
        {
            var at = 0.0;
            for (var i = 0; i < layer.Count; i++)
            {
                if (i > 0) at += Distance(layer[i - 1], layer[i]);
                X[layer[i]] = at;
            }
            foreach (var vertex in layer) X[vertex] -= at / 2;
        }
        for (var sweep = 0; sweep < 2 * Sweeps; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var down = sweep % 2 == 0;
            for (var step = 0; step < _layers.Count; step++)
            {
                var layer = _layers[down ? step : _layers.Count - 1 - step];
                Align(layer, sweep < Sweeps ? down ? [_up] : [_down] : [_up, _down]);
            }
        }
    }

    /// <summary>
    /// Puts all boxes that stand alone in their layer below each other. The least squares let a chain of lopsided modules drift to one side.
    /// </summary>
    public void Straighten()
    {
        var alone = Enumerable.Range(0, _layers.Count).Where(layer => _layers[layer].Count == 1).ToList();
        for (var i = 0; i <= alone.Count; i++)
        {
            var (from, to) = (i == 0 ? -1 : alone[i - 1], i == alone.Count ? _layers.Count : alone[i]);
            double[] ends = [.. new[] { from, to }.Where(layer => layer >= 0 && layer < _layers.Count).Select(layer => X[_layers[layer][0]])];
            if (ends.Length == 0) return;
            var middle = ends.Average();
            for (var layer = from + 1; layer < to; layer++)
                foreach (var vertex in _layers[layer]) X[vertex] -= middle;
        }
        foreach (var layer in alone) X[_layers[layer][0]] = 0;
    }

    private static int[] Layers(BoxGraph graph)
    {
        var layer = new int[graph.Boxes.Count];
        // Edges come in the order of the nodes that they enter, which is topological.
        foreach (var (from, to, _) in graph.Edges.OrderBy(edge => edge.To)) layer[to] = Math.Max(layer[to], layer[from] + 1);
        return layer;
    }

    private int AddVertex(double width, int layer)
    {
        _widths.Add(width);
        _up.Add([]);
        _down.Add([]);
        _layers[layer].Add(_widths.Count - 1);
        return _widths.Count - 1;
    }

    private static void Sort(List<int> layer, List<int> fixedLayer, List<List<int>> neighbours)
    {
        var position = new Dictionary<int, int>();
        for (var i = 0; i < fixedLayer.Count; i++) position[fixedLayer[i]] = i;
        var keys = new Dictionary<int, double>();
        for (var i = 0; i < layer.Count; i++)
        {
            var near = neighbours[layer[i]];
            // Without neighbours a vertex keeps its place.
            keys[layer[i]] = near.Count == 0 ? (double)i / layer.Count * fixedLayer.Count : near.Average(other => position[other]);
        }
        var sorted = layer.OrderBy(vertex => keys[vertex]).ToList();
        layer.Clear();
        layer.AddRange(sorted);
    }

    // Pairs of edges between two layers whose ends are in opposite orders, counted in a Fenwick tree.
    private long Crossings()
    {
        var crossings = 0L;
        for (var i = 0; i + 1 < _layers.Count; i++)
        {
            var position = new Dictionary<int, int>();
            for (var p = 0; p < _layers[i + 1].Count; p++) position[_layers[i + 1][p]] = p;
            var tree = new long[_layers[i + 1].Count + 1];
            var seen = 0L;
            foreach (var vertex in _layers[i])
            {
                var ends = _down[vertex].Select(other => position[other]).ToArray();
                foreach (var end in ends)
                {
                    var before = 0L;
                    for (var p = end + 1; p > 0; p -= p & -p) before += tree[p];
                    crossings += seen - before;
                }
                foreach (var end in ends)
                {
                    for (var p = end + 1; p < tree.Length; p += p & -p) tree[p]++;
                    seen++;
                }
            }
        }
        return crossings;
    }

    private double Distance(int left, int right) => (_widths[left] + _widths[right]) / 2 + (IsBox(left) && IsBox(right) ? BoxGap : LaneGap);

    private void Align(List<int> layer, List<List<int>>[] sides)
    {
        if (layer.Count == 0) return;
        // In coordinates from which the distances are subtracted, the order is all that has to be kept.
        var offset = new double[layer.Count];
        for (var i = 1; i < layer.Count; i++) offset[i] = offset[i - 1] + Distance(layer[i - 1], layer[i]);
        var blocks = new List<(double Sum, double Weight, int Count)>();
        for (var i = 0; i < layer.Count; i++)
        {
            var (sum, weight) = Wanted(layer[i], sides);
            blocks.Add((weight * (sum / weight - offset[i]), weight, 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Weight > blocks[^1].Sum / blocks[^1].Weight)
            {
                var (last, before) = (blocks[^1], blocks[^2]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((last.Sum + before.Sum, last.Weight + before.Weight, last.Count + before.Count));
            }
        }
        var at = 0;
        foreach (var (sum, weight, count) in blocks)
            for (var i = 0; i < count; i++, at++) X[layer[at]] = sum / weight + offset[at];
    }

    private (double Sum, double Weight) Wanted(int vertex, List<List<int>>[] sides)
    {
        // A little weight on where it is keeps what has no neighbours.
        var (sum, weight) = (0.01 * X[vertex], 0.01);
        foreach (var neighbours in sides)
            foreach (var other in neighbours[vertex])
            {
                var importance = !IsBox(vertex) && !IsBox(other) ? 8 : IsBox(vertex) && IsBox(other) ? 1 : 2;
                sum += importance * X[other];
                weight += importance;
            }
        return (sum, weight);
    }
}
