using Assay.Architecture.Graphs;

namespace Assay.Architecture.Tests.Onnx;

/// <summary>Changes of graphs that tests need.</summary>
internal static class GraphEdits
{
    /// <summary>The same network with a small number in place of every drawn weight.</summary>
    public static Graph WithFilledWeights(Graph graph)
    {
        var tensors = graph.Tensors.ToDictionary(tensor => tensor, tensor => new GraphTensor(tensor.Name, tensor.ElementType, tensor.Shape,
            tensor.Constant is not null && tensor.Name.Contains(".weight", StringComparison.Ordinal)
                ? TensorConstant.Fill(TensorType.Float32, tensor.Constant!.Shape, 0.001) : tensor.Constant));
        var nodes = graph.Nodes.Select(node => new GraphNode(node.Name, node.Operator, node.Domain, [.. node.Inputs.Select(input => input is null ? null : tensors[input])], [.. node.Outputs.Select(output => tensors[output])], node.Attributes)).ToList();
        return new(graph.Name, [.. graph.Inputs.Select(input => tensors[input])], [.. graph.Outputs.Select(output => tensors[output])], nodes, graph.Opsets, graph.Metadata, [.. graph.TrainingOutputs.Select(output => tensors[output])]);
    }
}
