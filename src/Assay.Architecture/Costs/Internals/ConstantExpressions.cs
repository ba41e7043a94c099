using Assay.Architecture.Graphs;

namespace Assay.Architecture.Costs.Internals;

/// <summary>Results that depend on no input: weights that are reshaped, sizes that are computed. A runtime computes them once, before it runs.</summary>
internal static class ConstantExpressions
{
    public static HashSet<GraphTensor> Of(Graph graph)
    {
        var constant = new HashSet<GraphTensor>(graph.Tensors.Where(tensor => tensor.Constant is not null));
        foreach (var node in graph.Nodes)
        {
            var random = node.Operator.StartsWith("Random", StringComparison.Ordinal);
            if (!random && node.Captures.Count == 0 && node.Inputs.All(input => input is null || constant.Contains(input))) constant.UnionWith(node.Outputs);
            else constant.UnionWith(node.Outputs.Where(output => output.IsSizeArithmetic));
        }
        return constant;
    }
}
