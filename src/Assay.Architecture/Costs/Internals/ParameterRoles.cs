using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;

namespace Assay.Architecture.Costs.Internals;

/// <summary>
/// Tells weights from other constants by where they are used: the same file format holds trained weights, running statistics, and the sizes,
/// axes and limits of operations, which are nobody's parameters.
/// </summary>
internal static class ParameterRoles
{
    /// <summary>Constants that the node uses as trained parameters (or, where the flag is false, as stored statistics).</summary>
    public static IEnumerable<(GraphTensor Constant, bool Trained)> Of(GraphNode node)
    {
        foreach (var (input, trained) in Positions(node))
            if (Origin(node.Input(input)) is { } constant && !(Optional(node) && constant.Constant!.Shape.Elements == Dimension.One))
                yield return (constant, trained);
    }

    /// <summary>The constant behind an input, through conversions and changes of shape that a runtime does once.</summary>
    public static GraphTensor? Origin(GraphTensor? tensor)
    {
        for (var depth = 0; tensor is not null && depth < 16; depth++)
        {
            if (tensor.Constant is not null) return tensor;
            if (tensor.Producer is not { } producer || OperatorCatalog.CategoryOf(producer) is not (OperatorCategory.DataMovement or OperatorCategory.Quantization) || producer.Operator == "Concat") return null;
            tensor = producer.Input(0);
        }
        return null;
    }

    private static IEnumerable<(int Input, bool Trained)> Positions(GraphNode node) => node.Operator switch
    {
        "Conv" or "ConvTranspose" or "FusedConv" => [(1, true), (2, true)],
        "DeformConv" => [(1, true), (3, true)],
        "ConvInteger" or "MatMulInteger" => [(1, true)],
        "QLinearConv" => [(3, true), (8, true)],
        "QLinearMatMul" => [(0, true), (3, true)],
        "QGemm" => [(3, true), (6, true)],
        "Gemm" or "FusedGemm" => [(0, true), (1, true), (2, true)],
        "MatMul" => [(0, true), (1, true)],
        "Einsum" => Enumerable.Range(0, node.Inputs.Count).Select(input => (input, true)),
        "RNN" or "GRU" or "LSTM" => [(1, true), (2, true), (3, true), (7, true)],
        "BatchNormalization" or "SpatialBN" => [(1, true), (2, true), (3, false), (4, false)],
        "InstanceNormalization" or "GroupNormalization" or "LayerNormalization" or "SimplifiedLayerNormalization" or "RMSNormalization" => [(1, true), (2, true)],
        "PRelu" => [(1, true)],
        "Gather" => [(0, true)],
        "Add" or "Sub" or "Mul" or "Div" or "Pow" or "Sum" or "Max" or "Min" or "BiasGelu" => Enumerable.Range(0, node.Inputs.Count).Select(input => (input, true)),
        _ => [],
    };

    // A single number in element-wise arithmetic is a constant of the formula (x / 255, x + 3), not a weight; so are whole numbers.
    private static bool Optional(GraphNode node) => OperatorCatalog.CategoryOf(node) == OperatorCategory.ElementWise;

    /// <summary>Whether the constant's numbers can be weights: floating point, or small integers that stand for it.</summary>
    public static bool IsWeightType(TensorType type, bool quantised) => type.IsFloatingPoint() || quantised && type.IsInteger();
}
