using Assay.Architecture.Graphs;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Copies a graph so that the copy's tensors can be given shapes. Constants share their content.</summary>
internal static class GraphCopy
{
    public static Graph Of(Graph graph, IReadOnlyDictionary<GraphTensor, TensorShape?> inputShapes, CancellationToken cancellationToken = default)
    {
        var copies = new Dictionary<GraphTensor, GraphTensor>(graph.Tensors.Count);
        foreach (var tensor in graph.Tensors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var shape = inputShapes.TryGetValue(tensor, out var bound) ? bound : tensor.Shape;
            copies[tensor] = new(tensor.Name, tensor.ElementType, shape, tensor.Constant) { IsReplaceable = tensor.IsReplaceable };
        }
        var nodes = new List<GraphNode>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
            nodes.Add(new(node.Name, node.Operator, node.Domain, [.. node.Inputs.Select(Copy)], [.. node.Outputs.Select(output => copies[output])], node.Attributes, [.. node.Captures.Select(capture => copies[capture])]));
        return new(graph.Name, [.. graph.Inputs.Select(input => copies[input])], [.. graph.Outputs.Select(output => copies[output])], nodes, graph.Opsets, graph.Metadata, [.. graph.TrainingOutputs.Select(output => copies[output])]);

        GraphTensor? Copy(GraphTensor? tensor) => tensor is null ? null : copies[tensor];
    }
}
