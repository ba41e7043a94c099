using Assay.Architecture.Graphs;

namespace Assay.Architecture.Costs.Internals;

/// <summary>Operations that only training runs: those that lead to a training output and to no other.</summary>
internal static class TrainingOnly
{
    public static HashSet<GraphNode> Of(Graph graph)
    {
        if (graph.TrainingOutputs.Count == 0) return [];
        var needed = new HashSet<GraphNode>();
        var open = new Stack<GraphTensor>(graph.Outputs);
        while (open.TryPop(out var tensor))
        {
            if (tensor.Producer is not { } producer || !needed.Add(producer)) continue;
            foreach (var input in producer.Inputs.Concat(producer.Captures))
                if (input is not null) open.Push(input);
        }
        return [.. graph.Nodes.Where(node => !needed.Contains(node))];
    }
}
