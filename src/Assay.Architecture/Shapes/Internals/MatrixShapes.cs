using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Matrix products: [.., M, K] times [.., K, N].</summary>
internal static class MatrixShapes
{
    public static void Register(OperatorRegistry registry)
    {
        registry.Add(OperatorCategory.MatrixProduct, context => Gemm(context, 1, context.Type(0)), "Gemm");
        registry.AddRuntime(OperatorCategory.MatrixProduct, context => Gemm(context, 1, context.Type(0)), "FusedGemm");
        registry.AddRuntime(OperatorCategory.MatrixProduct, context => Gemm(context, 3, context.Has(8) ? context.Type(0) : TensorType.Float32), "QGemm");
        registry.Add(OperatorCategory.MatrixProduct, context => Product(context, 1, context.Type(0)), "MatMul");
        registry.Add(OperatorCategory.MatrixProduct, context => Product(context, 1, TensorType.Int32), "MatMulInteger");
        registry.Add(OperatorCategory.MatrixProduct, context => Product(context, 3, context.Type(7)), "QLinearMatMul");
        registry.Add(OperatorCategory.MatrixProduct, Einsum, "Einsum");
    }

    private static void Gemm(ShapeContext context, int second, TensorType type)
    {
        if (context.Shape(0) is not { } a || context.Shape(second) is not { } b)
        {
            context.Set(0, null, type);
            return;
        }
        // Old versions flatten an image before the product themselves.
        if (a.Rank > 2 && context.Opset < 7) a = new TensorShape(a[0], new TensorShape(a.Skip(1)).Elements);
        if (a.Rank != 2 || b.Rank != 2) throw context.Error($"inputs of {a} and {b} are no matrices");
        var (rows, inner) = context.Node.GetInt("transA") != 0 ? (a[1], a[0]) : (a[0], a[1]);
        var (taken, columns) = context.Node.GetInt("transB") != 0 ? (b[1], b[0]) : (b[0], b[1]);
        Match(context, inner, taken, a, b);
        context.Set(0, new TensorShape(rows, columns), type);
    }

    private static void Product(ShapeContext context, int second, TensorType type)
    {
        if (context.Shape(0) is not { } a || context.Shape(second) is not { } b)
        {
            context.Set(0, null, type);
            return;
        }
        if (a.Rank == 0 || b.Rank == 0) throw context.Error("a single number is no matrix");
        // A vector counts as a row on the left and as a column on the right, and that axis is dropped again.
        Match(context, a[a.Rank - 1], b.Rank == 1 ? b[0] : b[b.Rank - 2], a, b);
        var sizes = new List<Dimension>();
        var batch = Broadcasting.Of(context, new TensorShape(a.Take(Math.Max(0, a.Rank - 2))), new TensorShape(b.Take(Math.Max(0, b.Rank - 2))))!;
        sizes.AddRange(batch);
        if (a.Rank > 1) sizes.Add(a[a.Rank - 2]);
        if (b.Rank > 1) sizes.Add(b[b.Rank - 1]);
        context.Set(0, new TensorShape(sizes), type);
    }

    private static void Einsum(ShapeContext context)
    {
        if (EinsumEquation.Of(context.Node) is not { } equation)
        {
            context.Set(0, null);
            return;
        }
        context.Set(0, new TensorShape(equation.Output.Select(letter => equation.Sizes[letter])));
    }

    private static void Match(ShapeContext context, Dimension inner, Dimension taken, TensorShape a, TensorShape b)
    {
        if (inner.IsConstant && taken.IsConstant && inner != taken) throw context.Error($"a product of {a} and {b} does not exist: {inner} and {taken} differ");
    }
}
