using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Recurrent layers: [time, batch, features] gives [time, directions, batch, hidden] and the last states.</summary>
internal static class RecurrentShapes
{
    public static void Register(OperatorRegistry registry) => registry.Add(OperatorCategory.MatrixProduct, Recurrent, "RNN", "GRU", "LSTM");

    private static void Recurrent(ShapeContext context)
    {
        if (context.Shape(0) is not { Rank: 3 } input || context.Shape(2) is not { Rank: 3 } weights)
        {
            for (var i = 0; i < context.OutputCount; i++) context.Set(i, null);
            return;
        }
        var (directions, hidden) = (weights[0], weights[2]);
        var batchFirst = context.Node.GetInt("layout") != 0;
        var (time, batch) = batchFirst ? (input[1], input[0]) : (input[0], input[1]);
        context.Set(0, batchFirst ? new TensorShape(batch, time, directions, hidden) : new TensorShape(time, directions, batch, hidden));
        var state = batchFirst ? new TensorShape(batch, directions, hidden) : new TensorShape(directions, batch, hidden);
        context.Set(1, state);
        context.Set(2, state);
    }
}
