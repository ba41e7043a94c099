using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Normalisation keeps the shape; some forms also give their statistics.</summary>
internal static class NormalizationShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.Normalization, Batch, "BatchNormalization", "SpatialBN");
        registry.Add(OperatorCategory.Normalization, context => context.Set(0, context.Shape(0)), "InstanceNormalization", "GroupNormalization", "LRN", "LpNormalization", "MeanVarianceNormalization", "RMSNormalization");
        registry.Add(OperatorCategory.Normalization, Layer, "LayerNormalization");
        registry.AddRuntime(OperatorCategory.Normalization, Layer, "SimplifiedLayerNormalization");
    }

    private static void Batch(ShapeContext context)
    {
        context.Set(0, context.Shape(0));
        if (context.Shape(0) is { Rank: >= 2 } input && context.Shape(1) is { Rank: 1 } scale
            && input[1].TryGetValue(out var channels) && scale[0].TryGetValue(out var scales) && channels != scales)
            throw context.Error($"{scales} scales do not fit the {channels} channels of {input}");
        for (var i = 1; i < context.OutputCount; i++) context.Set(i, context.Shape(1), context.Type(1));
    }

    private static void Layer(ShapeContext context)
    {
        var input = context.Shape(0);
        context.Set(0, input);
        if (input is null) return;
        var axis = context.Axis(context.Node.GetInt("axis", -1), input.Rank);
        var statistics = new TensorShape(input.Select((size, i) => i < axis ? size : Dimension.One));
        context.Set(1, statistics, TensorType.Float32);
        context.Set(2, statistics, TensorType.Float32);
    }
}
