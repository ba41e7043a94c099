using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes.Internals;

namespace Assay.Architecture.ReceptiveFields.Internals;

/// <summary>Matrix products: the inner axis is covered, the others stay.</summary>
internal static class ProductFields
{
    public static void Register(FieldRegistry registry)
    {
        registry.Add(context => Gemm(context, 1, 2), "Gemm", "FusedGemm");
        registry.Add(context => Gemm(context, 3, -1), "QGemm");
        registry.Add(context => Product(context, 1), "MatMul", "MatMulInteger");
        registry.Add(context => Product(context, 3), "QLinearMatMul");
        registry.Add(Einsum, "Einsum");
    }

    private static void Gemm(FieldContext context, int second, int added)
    {
        var rows = context.Node.GetInt("transA") != 0 ? 1 : 0;
        var columns = context.Node.GetInt("transB") != 0 ? 0 : 1;
        // Old versions flatten an image before the product themselves: every axis but the first is inner then.
        var left = context.MapAxes(0, (state, axis) => axis == rows ? state.On(0) : context.Collapsed(state, 0));
        var right = context.MapAxes(second, (state, axis) => axis == columns ? state.On(1) : context.Collapsed(state, second));
        List<AxisState[]> branches = [left, right];
        if (added > 0 && context.Shape(added) is var sum) branches.Add(context.MapAxes(added, (state, axis) => sum[axis] == Dimension.One ? state.Chosen(0) : state.On(axis + 2 - sum.Rank)));
        context.Set(0, context.WithWhole(context.Join(branches), 0, second, added));
    }

    private static void Product(FieldContext context, int second)
    {
        var (a, b, output) = (context.Shape(0), context.Shape(second), context.Output);
        var batch = output.Rank - (a.Rank > 1 ? 1 : 0) - (b.Rank > 1 ? 1 : 0);
        var left = context.MapAxes(0, (state, axis) =>
            axis == a.Rank - 1 ? context.Collapsed(state, 0) : state.On(axis == a.Rank - 2 ? batch : batch - (a.Rank - 2) + axis));
        var right = context.MapAxes(second, (state, axis) =>
            axis == Math.Max(0, b.Rank - 2) ? context.Collapsed(state, second) : state.On(axis == b.Rank - 1 ? output.Rank - 1 : batch - (b.Rank - 2) + axis));
        context.Set(0, context.WithWhole(context.Join([left, right]), 0, second));
    }

    private static void Einsum(FieldContext context)
    {
        var equation = EinsumEquation.Of(context.Node)!; // the shape of the result follows from it
        var terms = context.Node.GetString("equation").Replace(" ", "", StringComparison.Ordinal).Split("->")[0].Split(',');
        context.Set(0, context.Join(terms.Select((term, input) => context.MapAxes(input, (state, axis) =>
            equation.Output.IndexOf(term[axis], StringComparison.Ordinal) is >= 0 and var to ? state.On(to) : context.Collapsed(state, input)))));
    }
}
