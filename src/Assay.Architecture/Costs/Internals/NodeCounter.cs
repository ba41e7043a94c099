using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;

namespace Assay.Architecture.Costs.Internals;

/// <summary>Counts node by node; remembers which weights have been counted and where gradients flow.</summary>
internal sealed class NodeCounter(Graph graph, HashSet<GraphTensor> constant, HashSet<GraphNode> training, CostConvention convention)
{
    private readonly HashSet<GraphTensor> _counted = [];
    // Tensors behind a trained weight: only they need gradients.
    private readonly HashSet<GraphTensor> _trained = [];
    private readonly Dictionary<GraphTensor, Dimension?> _bytes = [];

    public NodeCost Count(GraphNode node)
    {
        var category = OperatorCatalog.CategoryOf(node);
        var (parameters, buffers, weightBytes) = Weights(node);
        var free = node.Outputs.Count == 0 || node.Outputs.All(constant.Contains);
        var macs = category is null ? null : free ? Dimension.Zero : MultiplyAdds.Of(node);
        var other = macs is null ? null : free || convention == CostConvention.MultiplyAdds ? Dimension.Zero : OtherOperations.Of(node, category!.Value);
        var known = macs is not null && other is not null && (free || node.Outputs.All(output => output.Shape is not null || output.Consumers.Count == 0 && !graph.Outputs.Contains(output) && !graph.TrainingOutputs.Contains(output)));
        var flops = known ? macs! * 2 + other! : Dimension.Zero;
        var skipped = training.Contains(node);
        var idle = free || skipped || Views.Is(node);
        return new()
        {
            Node = node,
            Category = category,
            IsCounted = known,
            Parameters = parameters,
            Buffers = buffers,
            WeightBytes = weightBytes,
            IsTrainingOnly = skipped,
            Macs = known && !skipped ? macs! : Dimension.Zero,
            Flops = skipped ? Dimension.Zero : flops,
            TrainingFlops = flops + Backward(node, known ? macs! : Dimension.Zero, known ? other! : Dimension.Zero),
            ActivationBytes = idle ? Dimension.Zero : node.Outputs.Aggregate(Dimension.Zero, (sum, output) => sum + (Bytes(output) ?? Dimension.Zero)),
            TrafficBytes = idle ? Dimension.Zero : node.Inputs.OfType<GraphTensor>().Distinct().Concat(node.Outputs).Aggregate(Dimension.Zero, (sum, tensor) => sum + (Bytes(tensor) ?? Dimension.Zero)),
        };
    }

    private (long Parameters, long Buffers, long Bytes) Weights(GraphNode node)
    {
        var (parameters, buffers, bytes) = (Dimension.Zero, Dimension.Zero, Dimension.Zero);
        foreach (var (tensor, trained) in ParameterRoles.Of(node))
        {
            var content = tensor.Constant!;
            // Weights of quantised products are small integers; whole numbers elsewhere are sizes and indices.
            var quantised = OperatorCatalog.CategoryOf(node) is OperatorCategory.Convolution or OperatorCategory.MatrixProduct;
            if (!ParameterRoles.IsWeightType(content.Type, quantised) || !_counted.Add(tensor)) continue;
            if (trained) parameters += content.Shape.Elements;
            else buffers += content.Shape.Elements;
            bytes += content.ByteLength;
        }
        return (parameters.Offset, buffers.Offset, bytes.Offset);
    }

    private Dimension Backward(GraphNode node, Dimension macs, Dimension other)
    {
        var weights = ParameterRoles.Of(node).Any(role => role.Trained);
        var upstream = node.Inputs.Any(input => input is not null && _trained.Contains(input));
        if (weights || upstream) _trained.UnionWith(node.Outputs);
        if (macs == Dimension.Zero) return weights || upstream ? other : Dimension.Zero;
        // A product of two activations has two gradients, one with weights has theirs and its input's.
        var activations = node.Inputs.Count(input => input is not null && _trained.Contains(input));
        var products = (weights ? 1 : 0) + Math.Min(activations, weights ? 1 : 2);
        return macs * 2 * products + (weights || upstream ? other : Dimension.Zero);
    }

    private Dimension? Bytes(GraphTensor tensor)
    {
        if (!_bytes.TryGetValue(tensor, out var bytes)) _bytes[tensor] = bytes = CostAnalysis.Bytes(tensor);
        return bytes;
    }
}
