using Assay.Architecture.Costs.Internals;
using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Shapes;

namespace Assay.Architecture.Costs;

/// <summary>
/// Counts what a network costs: parameters = k_h·k_w·C_in/g·C_out and MACs = parameters·H_out·W_out for a convolution, and so on for every
/// operator that is understood; the others are listed.
/// </summary>
/// <example><code>
/// var graph = ShapeInference.Infer(OnnxReader.Read("model.onnx"), InputBindings.Parse("1x3x224x224"));
/// var costs = CostAnalysis.Of(graph);
/// Console.WriteLine($"{costs.Parameters} parameters, {costs.Macs} MACs");
/// </code></example>
public static class CostAnalysis
{
    /// <summary>Costs of the network.</summary>
    /// <exception cref="Core.Errors.InputException">A total exceeds 64 bits, or shapes do not fit.</exception>
    public static CostReport Of(Graph graph, CostOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsInferred) graph = ShapeInference.Infer(graph, cancellationToken: cancellationToken);
        var constant = ConstantExpressions.Of(graph);
        var training = TrainingOnly.Of(graph);
        var counter = new NodeCounter(graph, constant, training, options.Convention);
        var nodes = new List<NodeCost>(graph.Nodes.Count);
        foreach (var node in graph.Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            nodes.Add(counter.Count(node));
        }
        var peak = PeakMemory.Of(graph, constant, training, cancellationToken);
        var activations = graph.Inputs.Select(Bytes).Where(bytes => bytes is not null).Aggregate(Dimension.Zero, (sum, bytes) => sum + bytes!);
        return new()
        {
            Graph = graph,
            Convention = options.Convention,
            Nodes = nodes,
            UnknownOperators = Unknown(graph, constant),
            UncountedNodes = nodes.Count(node => !node.IsCounted && node.Category is not null),
            Parameters = Total(nodes, node => node.Parameters).Offset,
            Buffers = Total(nodes, node => node.Buffers).Offset,
            WeightBytes = Total(nodes, node => node.WeightBytes).Offset,
            Macs = Total(nodes, node => node.Macs),
            Flops = Total(nodes, node => node.Flops),
            TrainingFlops = Total(nodes, node => node.TrainingFlops),
            ActivationBytes = activations + Total(nodes, node => node.ActivationBytes),
            PeakActivationBytes = peak.Bytes,
            PeakNode = peak.Node,
            IsPeakOptimal = peak.IsOptimal,
            TrafficBytes = Total(nodes, node => node.TrafficBytes),
        };
    }

    /// <summary>Bytes of an activation; null where its shape or type is not known.</summary>
    internal static Dimension? Bytes(GraphTensor tensor) => tensor.Shape is { } shape && tensor.ElementType.Bits() > 0 ? tensor.ElementType.Bytes(shape.Elements) : null;

    private static Dimension Total(List<NodeCost> nodes, Func<NodeCost, Dimension> part)
    {
        // Numbers are summed apart: sums of long formulas would be rebuilt for every node.
        var constant = Dimension.Zero;
        var symbolic = Dimension.Zero;
        foreach (var node in nodes)
        {
            var value = part(node);
            if (value.IsConstant) constant += value;
            else symbolic += value;
        }
        return constant + symbolic;
    }

    private static List<UnknownOperator> Unknown(Graph graph, HashSet<GraphTensor> constant)
    {
        var activations = graph.Tensors.Count(tensor => !constant.Contains(tensor));
        return
        [
            .. graph.Nodes.Where(node => !OperatorCatalog.Knows(node))
                .GroupBy(node => node.Domain.Length == 0 ? node.Operator : $"{node.Domain}::{node.Operator}")
                .Select(group =>
                {
                    var touched = group.SelectMany(node => node.Inputs.OfType<GraphTensor>().Concat(node.Outputs).Concat(node.Captures)).Where(tensor => !constant.Contains(tensor)).Distinct().Count();
                    return new UnknownOperator(group.Key, group.Count(), activations == 0 ? 0 : (double)touched / activations);
                })
                .OrderByDescending(unknown => unknown.Count).ThenBy(unknown => unknown.Operator, StringComparer.Ordinal),
        ];
    }
}
