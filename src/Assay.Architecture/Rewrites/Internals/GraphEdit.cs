using Assay.Architecture.Graphs;

namespace Assay.Architecture.Rewrites.Internals;

/// <summary>A copy of a graph that is made node by node, with other nodes in some places.</summary>
internal sealed class GraphEdit
{
    private readonly Graph _graph;
    private readonly Dictionary<GraphTensor, GraphTensor> _copies = [];
    private readonly HashSet<GraphNode> _consumed = [];

    public GraphEdit(Graph graph, ulong seed)
    {
        _graph = graph;
        Net = new(graph.Name, seed);
        Net.Opsets.Clear();
        foreach (var (domain, version) in graph.Opsets) Net.Opsets[domain] = version;
        foreach (var (key, value) in graph.Metadata) Net.Metadata[key] = value;
        Net.Reserve(graph.Tensors.Select(tensor => tensor.Name));
        foreach (var input in graph.Inputs) _copies[input] = Net.Adopt(new(input.Name, input.ElementType, input.Shape), isInput: true);
    }

    /// <summary>What the copy is built with.</summary>
    public GraphBuilder Net { get; }

    /// <summary>Whether the node has been replaced together with one before it.</summary>
    public bool IsConsumed(GraphNode node) => _consumed.Contains(node);

    /// <summary>Marks a later node as replaced.</summary>
    public void Consume(GraphNode node) => _consumed.Add(node);

    /// <summary>A tensor's copy; constants are copied when they are first used, with the same content.</summary>
    public GraphTensor Copy(GraphTensor tensor)
    {
        if (!_copies.TryGetValue(tensor, out var copy)) _copies[tensor] = copy = Net.Adopt(new(tensor.Name, tensor.ElementType, tensor.Shape, tensor.Constant) { IsReplaceable = tensor.IsReplaceable });
        return copy;
    }

    /// <summary>Copies a node as it is.</summary>
    public void Keep(GraphNode node) =>
        Net.Append(new(node.Name, node.Operator, node.Domain, [.. node.Inputs.Select(input => input is null ? null : Copy(input))], [.. node.Outputs.Select(Result)], node.Attributes, [.. node.Captures.Select(Copy)]));

    /// <summary>Adds the node that gives a tensor of the original, under its name.</summary>
    public void Replace(GraphTensor original, string name, string @operator, IReadOnlyList<GraphTensor?> inputs, IReadOnlyDictionary<string, object> attributes) =>
        Net.Append(new(name, @operator, "", inputs, [Result(original)], attributes));

    /// <summary>The copy, with shapes.</summary>
    public Graph Build()
    {
        foreach (var output in _graph.Outputs) Net.Output(Copy(output));
        foreach (var output in _graph.TrainingOutputs) Net.TrainingOutput(Copy(output));
        return Net.Build();
    }

    private GraphTensor Result(GraphTensor original) => _copies[original] = new(original.Name, original.ElementType, original.Shape);
}
