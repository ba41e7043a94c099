using Assay.Architecture.Costs.Internals;
using Assay.Architecture.Graphs;

namespace Assay.Architecture.Bottlenecks.Internals;

/// <summary>Activations as vertices with their volumes as capacities, and operations as the ways between them.</summary>
internal sealed class TensorFlow
{
    // Volumes are compared with this put in for every name that is not bound.
    private const long ProbeSize = 224;

    private readonly Graph _graph;
    private readonly HashSet<GraphTensor> _constant;
    private readonly Dictionary<GraphTensor, List<GraphTensor>> _next = [];
    private readonly Dictionary<GraphTensor, List<GraphTensor>> _previous = [];
    private readonly List<GraphTensor> _order = [];

    public TensorFlow(Graph graph)
    {
        _graph = graph;
        _constant = ConstantExpressions.Of(graph);
        foreach (var input in graph.Inputs) Add(input);
        foreach (var node in graph.Nodes)
        {
            GraphTensor[] inputs = [.. node.Inputs.Concat(node.Captures).OfType<GraphTensor>().Where(input => !_constant.Contains(input)).Distinct()];
            foreach (var output in node.Outputs)
            {
                if (_constant.Contains(output)) continue;
                Add(output);
                foreach (var input in inputs)
                {
                    _next[input].Add(output);
                    _previous[output].Add(input);
                }
            }
        }
    }

    /// <summary>A volume as a number; without a shape it is no limit.</summary>
    public static long Volume(Dimension elements) => Math.Clamp(elements.Substitute(_ => ProbeSize).Offset, 0, long.MaxValue / 4);

    public bool AreNeighbours(GraphTensor first, GraphTensor second) => _next[first].Contains(second) && _previous[second].Count == 1;

    /// <summary>The last images on the way to the outputs: those that only vectors follow. The outputs themselves where nothing becomes a vector.</summary>
    public IReadOnlyList<GraphTensor> LastImages()
    {
        var relevant = Reaching(_graph.Outputs);
        var images = _order.Where(tensor => relevant.Contains(tensor) && IsImage(tensor)).ToHashSet();
        // From the outputs back over vectors to the first images.
        var last = new List<GraphTensor>();
        var seen = new HashSet<GraphTensor>();
        var open = new Stack<GraphTensor>(_graph.Outputs.Where(_next.ContainsKey));
        while (open.TryPop(out var tensor))
        {
            if (!seen.Add(tensor)) continue;
            if (images.Contains(tensor)) last.Add(tensor);
            else foreach (var before in _previous[tensor]) open.Push(before);
        }
        return last.Count > 0 ? last : [.. _graph.Outputs.Where(_next.ContainsKey)];
    }

    /// <summary>Tensors that every path from the inputs to the ends passes through, in order, both ends included where they are single.</summary>
    public IReadOnlyList<GraphTensor> Separators(IReadOnlyList<GraphTensor> ends)
    {
        var relevant = Reaching(ends);
        relevant.IntersectWith(ReachedFromInputs());
        var end = ends.ToHashSet();
        var separators = new List<GraphTensor>();
        // Ways that are open: those from tensors already seen to tensors still to come. A tensor that closes all of them is on every path.
        var open = 0;
        var inputs = _graph.Inputs.Count(relevant.Contains);
        foreach (var tensor in _order)
        {
            if (!relevant.Contains(tensor)) continue;
            open -= _previous[tensor].Count(relevant.Contains);
            var onward = end.Contains(tensor) ? 0 : _next[tensor].Count(relevant.Contains);
            inputs -= _graph.Inputs.Contains(tensor) ? 1 : 0;
            if (open == 0 && inputs == 0 && tensor.Shape is not null && (onward > 0 || ends.Count == 1)) separators.Add(tensor);
            open += onward;
        }
        return separators;
    }

    /// <summary>The cut of least volume strictly between two sets; null where no path has a tensor between them, or none exists.</summary>
    public BottleneckCut? Cut(IReadOnlyList<GraphTensor> from, IReadOnlyList<GraphTensor> to)
    {
        var (sources, sinks) = (from.Where(_next.ContainsKey).ToHashSet(), to.Where(_next.ContainsKey).ToHashSet());
        var between = Reaching([.. sinks]);
        between.IntersectWith(Reached(sources));
        if (between.Count == 0 || sources.Overlaps(sinks) || sources.Any(source => _next[source].Any(sinks.Contains))) return null;
        var network = new MaximumFlow(2 * between.Count + 2);
        var number = new Dictionary<GraphTensor, int>();
        foreach (var tensor in _order)
            if (between.Contains(tensor)) number[tensor] = number.Count;
        var (source, sink) = (2 * between.Count, 2 * between.Count + 1);
        foreach (var (tensor, i) in number)
        {
            var isEnd = sources.Contains(tensor) || sinks.Contains(tensor);
            network.AddWay(2 * i, 2 * i + 1, isEnd || tensor.Shape is null ? MaximumFlow.Unlimited : Volume(tensor.Shape.Elements));
            if (sources.Contains(tensor)) network.AddWay(source, 2 * i, MaximumFlow.Unlimited);
            if (sinks.Contains(tensor)) network.AddWay(2 * i + 1, sink, MaximumFlow.Unlimited);
            else foreach (var next in _next[tensor])
                if (number.TryGetValue(next, out var j)) network.AddWay(2 * i + 1, 2 * j, MaximumFlow.Unlimited);
        }
        if (network.Run(source, sink) >= MaximumFlow.Unlimited) return null;
        var reached = network.Reached(source);
        GraphTensor[] cut = [.. _order.Where(tensor => number.TryGetValue(tensor, out var i) && reached[2 * i] && !reached[2 * i + 1])];
        return cut.Length == 0 ? null : new(cut, cut.Aggregate(Dimension.Zero, (sum, tensor) => sum + tensor.Shape!.Elements));
    }

    private static bool IsImage(GraphTensor tensor) =>
        tensor.Shape is { Rank: >= 3 } shape && shape.Skip(2).Any(size => size != Dimension.One) && tensor.Producer?.Operator is not ("Flatten" or "Reshape");

    private void Add(GraphTensor tensor)
    {
        if (!_next.TryAdd(tensor, [])) return;
        _previous[tensor] = [];
        _order.Add(tensor);
    }

    private HashSet<GraphTensor> ReachedFromInputs() => Reached(_graph.Inputs.Where(_next.ContainsKey));

    private HashSet<GraphTensor> Reached(IEnumerable<GraphTensor> from) => Walk(from, _next);

    private HashSet<GraphTensor> Reaching(IEnumerable<GraphTensor> to) => Walk(to.Where(_next.ContainsKey), _previous);

    private static HashSet<GraphTensor> Walk(IEnumerable<GraphTensor> from, Dictionary<GraphTensor, List<GraphTensor>> ways)
    {
        var found = new HashSet<GraphTensor>(from);
        var open = new Stack<GraphTensor>(found);
        while (open.TryPop(out var tensor))
            foreach (var other in ways[tensor])
                if (found.Add(other)) open.Push(other);
        return found;
    }
}
