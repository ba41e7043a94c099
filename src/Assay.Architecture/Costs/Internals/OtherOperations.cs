using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;

namespace Assay.Architecture.Costs.Internals;

/// <summary>FLOPs of everything but multiply-adds, by the rules that docs/architecture.md lists. A nonlinear function of one element counts as one.</summary>
internal static class OtherOperations
{
    /// <summary>The number; null where a shape is not known.</summary>
    public static Dimension? Of(GraphNode node, OperatorCategory category)
    {
        if (node.Outputs[0].Shape is not { } output || node.Input(0)?.Shape is not { } input) return null;
        return category switch
        {
            OperatorCategory.Convolution or OperatorCategory.MatrixProduct => Bias(node) ? output.Elements : Dimension.Zero,
            OperatorCategory.Activation => output.Elements,
            OperatorCategory.ElementWise => output.Elements * Math.Max(1, Operands(node) - 1),
            OperatorCategory.Normalization => Normalization(node, input),
            OperatorCategory.Pooling => Pooling(node, input, output),
            // Maximum, difference, exponential, sum and quotient; everything else passes over its input once.
            OperatorCategory.Reduction => input.Elements * (node.Operator is "Softmax" or "LogSoftmax" or "QLinearSoftmax" ? 5 : 1),
            OperatorCategory.Resampling => Resampling(node, input, output),
            OperatorCategory.Quantization => output.Elements * 2,
            _ => Dimension.Zero,
        };
    }

    private static bool Bias(GraphNode node) => node.Operator switch
    {
        "QLinearConv" => node.Input(8) is not null,
        "QGemm" => node.Input(6) is not null,
        "DeformConv" => node.Input(3) is not null,
        "RNN" or "GRU" or "LSTM" => node.Input(3) is not null,
        "Conv" or "ConvTranspose" or "Gemm" or "FusedConv" or "FusedGemm" => node.Input(2) is not null,
        _ => false,
    };

    private static int Operands(GraphNode node) => node.Operator is "QLinearAdd" or "QLinearMul" or "Where" ? 2 : node.Inputs.Count;

    private static Dimension Normalization(GraphNode node, TensorShape input) => node.Operator switch
    {
        // Stored statistics: one factor and one summand per element.
        "BatchNormalization" or "SpatialBN" => input.Elements * 2,
        // A square and a sum for each neighbour, then a factor, a summand, a power and a quotient.
        "LRN" => input.Elements * (2 * Math.Clamp(node.GetInt("size", 1), 1, int.MaxValue) + 4),
        // Mean (1), variance (3), normalisation (2), scale and shift (2).
        _ => input.Elements * 8,
    };

    private static Dimension Pooling(GraphNode node, TensorShape input, TensorShape output)
    {
        if (node.GetInts("kernel_shape") is not { } kernel || node.Operator == "MaxUnpool") return input.Elements;
        return kernel.Aggregate(output.Elements, (product, size) => product * size);
    }

    // Per axis that changes: a product and two sums between two neighbours, or seven operations between four.
    private static Dimension Resampling(GraphNode node, TensorShape input, TensorShape output)
    {
        var each = node.Operator == "Resize" || node.Operator == "Upsample" ? node.GetString("mode", "nearest") switch { "linear" or "bilinear" => 3, "cubic" => 7, _ => 0 } : 3;
        var axes = node.Operator is "Resize" or "Upsample" ? input.Zip(output).Count(pair => pair.First != pair.Second) : 2;
        return output.Elements * (each * axes);
    }
}
