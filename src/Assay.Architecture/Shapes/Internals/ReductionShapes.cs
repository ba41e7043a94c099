using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Sums, means and extrema over axes, and functions of whole axes that keep the shape.</summary>
internal static class ReductionShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.Reduction, Reduce, "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceSumSquare");
        registry.Add(OperatorCategory.Reduction, Arg, "ArgMax", "ArgMin");
        registry.Add(OperatorCategory.Reduction, context => context.Set(0, context.Shape(0)), "Softmax", "LogSoftmax", "Hardmax", "CumSum", "CumProd");
        registry.AddRuntime(OperatorCategory.Reduction, context => context.Set(0, context.Shape(0)), "QLinearSoftmax");
        registry.Add(OperatorCategory.Reduction, Top, "TopK");
    }

    private static void Reduce(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null);
            return;
        }
        var keep = context.Node.GetInt("keepdims", 1) != 0;
        var axes = context.Integers("axes", 1);
        if (axes is null && context.Has(1))
        {
            // The axes come from the data: only with kept axes is the rank known.
            context.Set(0, keep ? context.DataDependent(0, 0, input.Rank) : null);
            return;
        }
        var all = axes is null or { Length: 0 };
        if (all && context.Node.GetInt("noop_with_empty_axes") != 0)
        {
            context.Set(0, input);
            return;
        }
        var reduced = all ? [.. Enumerable.Range(0, input.Rank)] : axes!.Select(axis => context.Axis(axis, input.Rank)).ToHashSet();
        var sizes = input.Select((size, axis) => reduced.Contains(axis) ? Dimension.One : size).Where((_, axis) => keep || !reduced.Contains(axis));
        context.Set(0, new TensorShape(sizes));
        Fold(context, input);
    }

    private static void Fold(ShapeContext context, TensorShape input)
    {
        if (input.Rank > 1 || context.Known(0) is not { Length: > 0 } known) return;
        var @operator = context.Operator switch { "ReduceSum" => "Add", "ReduceProd" => "Mul", "ReduceMax" => "Max", "ReduceMin" => "Min", _ => null };
        if (@operator is not null) context.SetKnown(0, [known.Aggregate((x, y) => KnownArithmetic.Binary(@operator, x, y, context.Type(0)))]);
    }

    private static void Arg(ShapeContext context)
    {
        if (context.Shape(0) is not { } input)
        {
            context.Set(0, null, TensorType.Int64);
            return;
        }
        var reduced = context.Axis(context.Node.GetInt("axis"), input.Rank);
        var keep = context.Node.GetInt("keepdims", 1) != 0;
        context.Set(0, new TensorShape(input.Select((size, axis) => axis == reduced ? Dimension.One : size).Where((_, axis) => keep || axis != reduced)), TensorType.Int64);
    }

    private static void Top(ShapeContext context)
    {
        var input = context.Shape(0);
        TensorShape? shape = null;
        if (input is not null)
        {
            var axis = context.Axis(context.Node.GetInt("axis", -1), input.Rank);
            var count = context.Node.Attributes.ContainsKey("k") ? context.Node.GetInt("k") : context.Sizes(1) is [{ } size] ? size : context.DataDependent(0, axis);
            shape = input.With(axis, count);
        }
        context.Set(0, shape);
        context.Set(1, shape, TensorType.Int64);
    }
}
