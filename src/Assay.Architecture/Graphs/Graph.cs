using Assay.Core.Errors;

namespace Assay.Architecture.Graphs;

/// <summary>A network as a graph of operations without cycles. Immutable: a change makes a new graph.</summary>
public sealed class Graph
{
    /// <summary>The version of the standard operators that own definitions are built for: every runtime since 2022 takes it.</summary>
    public const long BuilderOpset = 17;

    /// <summary>Orders the nodes and connects the tensors.</summary>
    /// <exception cref="InputException">The graph has a cycle, or two tensors of one name.</exception>
    internal Graph(
        string name,
        IReadOnlyList<GraphTensor> inputs,
        IReadOnlyList<GraphTensor> outputs,
        IReadOnlyList<GraphNode> nodes,
        IReadOnlyDictionary<string, long> opsets,
        IReadOnlyDictionary<string, string>? metadata = null,
        IReadOnlyList<GraphTensor>? trainingOutputs = null)
    {
        TrainingOutputs = trainingOutputs ?? [];
        Name = name;
        Inputs = inputs;
        Outputs = outputs;
        Opsets = opsets;
        Metadata = metadata ?? new Dictionary<string, string>();
        Nodes = Ordered(name, nodes);
        var tensors = new List<GraphTensor>();
        var seen = new Dictionary<string, GraphTensor>(StringComparer.Ordinal);
        foreach (var input in inputs) Visit(input);
        foreach (var node in Nodes)
        {
            foreach (var input in node.Inputs.Concat(node.Captures))
            {
                if (input is null) continue;
                Visit(input);
                input.AddConsumer(node);
            }
            foreach (var output in node.Outputs) Visit(output);
        }
        foreach (var output in outputs.Concat(TrainingOutputs)) Visit(output);
        Tensors = tensors;

        void Visit(GraphTensor tensor)
        {
            if (seen.TryAdd(tensor.Name, tensor)) tensors.Add(tensor);
            else if (seen[tensor.Name] != tensor) throw new InputException($"Graph {name}: two tensors are called '{tensor.Name}'; give each its own name.");
        }
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>What the caller gives; weights are not among them.</summary>
    public IReadOnlyList<GraphTensor> Inputs { get; }

    /// <summary>What the caller gets.</summary>
    public IReadOnlyList<GraphTensor> Outputs { get; }

    /// <summary>Further results that are used in training alone, such as those of auxiliary heads.</summary>
    public IReadOnlyList<GraphTensor> TrainingOutputs { get; }

    /// <summary>Operations, each after those whose results it takes.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>All tensors: inputs, constants and results.</summary>
    public IReadOnlyList<GraphTensor> Tensors { get; }

    /// <summary>Version of each operator set that is used, by domain; the standard one is the empty name.</summary>
    public IReadOnlyDictionary<string, long> Opsets { get; }

    /// <summary>Version of the standard operators; 1 where the file does not say.</summary>
    public long Opset => Opsets.GetValueOrDefault("", 1);

    /// <summary>What the model's file says about itself, by key: its producer, licence, labels.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Whether shapes have been inferred for it.</summary>
    public bool IsInferred { get; internal set; }

    // Kahn's order, which keeps the given one where that is an order already.
    private static List<GraphNode> Ordered(string name, IReadOnlyList<GraphNode> nodes)
    {
        var waiting = new Dictionary<GraphNode, int>();
        var takers = new Dictionary<GraphNode, List<GraphNode>>();
        var ready = new PriorityQueue<GraphNode, int>();
        var position = new Dictionary<GraphNode, int>();
        for (var i = 0; i < nodes.Count; i++) position[nodes[i]] = i;
        foreach (var node in nodes)
        {
            var count = 0;
            foreach (var producer in node.Inputs.Concat(node.Captures).Select(input => input?.Producer).OfType<GraphNode>().Distinct())
            {
                if (!takers.TryGetValue(producer, out var list)) takers[producer] = list = [];
                list.Add(node);
                count++;
            }
            waiting[node] = count;
            if (count == 0) ready.Enqueue(node, position[node]);
        }
        var ordered = new List<GraphNode>(nodes.Count);
        while (ready.TryDequeue(out var node, out _))
        {
            ordered.Add(node);
            foreach (var taker in takers.GetValueOrDefault(node, []))
                if (--waiting[taker] == 0) ready.Enqueue(taker, position[taker]);
        }
        if (ordered.Count == nodes.Count) return ordered;
        throw new InputException($"Graph {name}: {nodes.First(node => waiting[node] > 0)} needs its own result; remove the cycle.");
    }
}
