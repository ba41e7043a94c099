using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes.Internals;

namespace Assay.Architecture.Costs.Internals;

/// <summary>Multiply-adds of convolutions and matrix products. Biases are not among them.</summary>
internal static class MultiplyAdds
{
    /// <summary>The number; null where a shape is not known.</summary>
    public static Dimension? Of(GraphNode node)
    {
        var output = node.Outputs[0].Shape;
        return node.Operator switch
        {
            "Conv" or "FusedConv" or "ConvInteger" or "DeformConv" => Convolution(output, node.Input(1)?.Shape),
            "QLinearConv" => Convolution(output, node.Input(3)?.Shape),
            // Every input element is multiplied with the kernels of all output channels of its group.
            "ConvTranspose" => Convolution(node.Input(0)?.Shape, node.Input(1)?.Shape),
            "Gemm" or "FusedGemm" or "QGemm" => Gemm(node, output),
            "MatMul" or "MatMulInteger" or "QLinearMatMul" => node.Input(0)?.Shape is { Rank: > 0 } left && output is not null ? output.Elements * left[left.Rank - 1] : null,
            "Einsum" => Einsum(node),
            "RNN" => Recurrent(node, gates: 1),
            "GRU" => Recurrent(node, gates: 3),
            "LSTM" => Recurrent(node, gates: 4),
            _ => Dimension.Zero,
        };
    }

    private static Dimension? Convolution(TensorShape? places, TensorShape? weights) =>
        places is null || weights is not { Rank: >= 3 } ? null : places.Elements * new TensorShape(weights.Skip(1)).Elements;

    private static Dimension? Gemm(GraphNode node, TensorShape? output)
    {
        if (output is null || node.Input(0)?.Shape is not { Rank: >= 2 } left) return null;
        var inner = node.GetInt("transA") != 0 ? left[0] : new TensorShape(left.Skip(1)).Elements;
        // Weights know the number where an open image size leaves it open.
        if (!inner.IsConstant && node.Input(1)?.Shape is { Rank: 2 } right) inner = right[node.GetInt("transB") != 0 ? 1 : 0] is { IsConstant: true } known ? known : inner;
        return output.Elements * inner;
    }

    // All letters at once for each product of two factors.
    private static Dimension? Einsum(GraphNode node)
    {
        if (EinsumEquation.Of(node) is not { } equation) return null;
        return new TensorShape(equation.Sizes.Values).Elements * (node.Inputs.Count - 1);
    }

    // gates · hidden · (features + hidden) for each step, sequence and direction.
    private static Dimension? Recurrent(GraphNode node, int gates)
    {
        if (node.Input(0)?.Shape is not { Rank: 3 } input || node.Input(2)?.Shape is not { Rank: 3 } recurrent) return null;
        var hidden = recurrent[2];
        return input[0] * input[1] * recurrent[0] * gates * hidden * (input[2] + hidden);
    }
}
