namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Normalisations, reductions and other functions of whole axes: pointwise along the axes that they leave alone.</summary>
internal static class MixingFields
{
    public static void Register(FieldRegistry registry)
    {
        registry.Add(Batch, "BatchNormalization", "SpatialBN");
        registry.Add(context => Mix(context, (axis, _) => axis == 1), "LRN");
        registry.Add(context => Mix(context, (axis, _) => axis >= 2), "InstanceNormalization");
        registry.Add(context => Mix(context, (axis, _) => axis >= 1), "GroupNormalization");
        registry.Add(context => From(context, context.Node.GetInt("axis", -1)), "LayerNormalization", "RMSNormalization", "SimplifiedLayerNormalization");
        registry.Add(context => Along(context, context.Node.GetInt("axis", -1)), "LpNormalization");
        registry.Add(MeanVariance, "MeanVarianceNormalization");
        registry.Add(Softmax, "Softmax", "LogSoftmax", "Hardmax", "QLinearSoftmax");
        registry.Add(context => Mix(context, (axis, rank) => context.Reader.Integers(1) is not [var along] || axis == Axis(along, rank)), "CumSum", "CumProd");
        registry.Add(Dynamic, "DynamicQuantizeLinear");
        registry.Add(Reduce, "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare");
        registry.Add(context => Collapse(context, (axis, rank) => axis == Axis(context.Node.GetInt("axis"), rank), context.Node.GetInt("keepdims", 1) != 0), "ArgMax", "ArgMin");
        registry.Add(context => Collapse(context, (axis, rank) => axis == Axis(context.Node.GetInt("axis", -1), rank), kept: true), "TopK");
        registry.Add(Recurrent, "RNN", "GRU", "LSTM");
    }

    // Statistics are stored, unless the model was written to go on training.
    private static void Batch(FieldContext context)
    {
        if (context.Node.GetInt("training_mode") == 0) context.Set(0, context.WithWhole(context.Of(0), 0));
        else Mix(context, (axis, _) => axis != 1);
    }

    // Up to version 12 all axes from the given one on are one.
    private static void Softmax(FieldContext context)
    {
        var opset = context.Node.Operator == "QLinearSoftmax" ? context.Node.GetInt("opset", 13) : context.Opset;
        if (opset < 13) From(context, context.Node.GetInt("axis", 1));
        else Along(context, context.Node.GetInt("axis", -1));
    }

    private static void MeanVariance(FieldContext context)
    {
        var axes = context.Node.GetInts("axes") ?? (context.Node.GetInt("across_channels") != 0 ? [0, 1, 2, 3] : [0, 2, 3]);
        Mix(context, (axis, rank) => axes.Any(given => Axis(given, rank) == axis));
    }

    // The scale follows from the least and the largest of all elements.
    private static void Dynamic(FieldContext context)
    {
        context.Set(0, context.MapAxes(0, (state, axis) => context.Mixed(state, axis, 0)));
        for (var output = 1; output < context.Node.Outputs.Count; output++) context.Set(output, context.Map(0, state => context.Collapsed(state, 0)));
    }

    private static void Reduce(FieldContext context)
    {
        var axes = context.Reader.Integers("axes", 1);
        if (axes is null && context.Reader.Has(1))
        {
            context.SetUnknown($"{context.Node} reduces axes that are computed");
            return;
        }
        var all = axes is null or { Length: 0 };
        if (all && context.Node.GetInt("noop_with_empty_axes") != 0) context.Set(0, context.Of(0));
        else Collapse(context, (axis, rank) => all || axes!.Any(given => Axis(given, rank) == axis), context.Node.GetInt("keepdims", 1) != 0);
    }

    // [time, batch, features], or batch first: each step sees others, and all features.
    private static void Recurrent(FieldContext context)
    {
        var batchFirst = context.Node.GetInt("layout") != 0;
        var (from, to) = batchFirst ? (0, 0) : (1, 2);
        var states = context.MapAxes(0, (state, axis) => axis == from ? state.On(to) : axis == (batchFirst ? 1 : 0) ? context.Mixed(state, axis, 0).On(batchFirst ? 1 : 0) : context.Collapsed(state, 0));
        context.Set(0, context.WithWhole(states, 0));
        var last = context.WithWhole(context.MapAxes(0, (state, axis) => axis == from ? state.On(batchFirst ? 0 : 1) : context.Collapsed(state, 0)), 0);
        for (var output = 1; output < context.Node.Outputs.Count; output++) context.Set(output, last);
    }

    private static void Along(FieldContext context, long along) => Mix(context, (axis, rank) => axis == Axis(along, rank));

    private static void From(FieldContext context, long first) => Mix(context, (axis, rank) => axis >= Axis(first, rank));

    private static void Mix(FieldContext context, Func<int, int, bool> isMixed)
    {
        var input = context.Shape(0);
        context.SetAll(context.WithWhole(context.MapAxes(0, (state, axis) => isMixed(axis, input.Rank) ? context.Mixed(state, axis, 0) : state), 0));
    }

    private static void Collapse(FieldContext context, Func<int, int, bool> isReduced, bool kept)
    {
        var input = context.Shape(0);
        context.SetAll(context.WithWhole(context.MapAxes(0, (state, axis) =>
        {
            if (isReduced(axis, input.Rank)) return context.Collapsed(state, 0);
            return kept ? state : state.On(axis - Enumerable.Range(0, axis).Count(before => isReduced(before, input.Rank)));
        }), 0));
    }

    private static int Axis(long axis, int rank) => (int)(axis < 0 ? axis + rank : axis);
}
