using Assay.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Evaluation.Internals;

/// <summary>Solves (XᵀDX + λI) s = g for a penalised regression, the last parameter being an intercept without penalty.</summary>
internal static class NewtonStep
{
    // Below this the call into libtorch costs more than the sums.
    private const int LargeWidth = 96;
    private const double Floor = 1e-9;

    /// <param name="features">X, [n, k].</param>
    /// <param name="curvature">D, [n], positive.</param>
    /// <param name="gradient">g, [k + 1].</param>
    /// <param name="penalty">λ.</param>
    public static double[] Solve(FeatureTable features, double[] curvature, double[] gradient, double penalty)
    {
        var size = features.Columns + 1;
        return features.Columns > LargeWidth ? Large(features, curvature, gradient, penalty) : Cholesky(Hessian(features, curvature, penalty), [.. gradient], size);
    }

    private static double[] Hessian(FeatureTable features, double[] curvature, double penalty)
    {
        var (width, size) = (features.Columns, features.Columns + 1);
        var hessian = new double[size * size]; // lower triangle
        for (var row = 0; row < features.Rows; row++)
        {
            var x = features.Row(row);
            for (var i = 0; i < width; i++)
            {
                var weighted = curvature[row] * x[i];
                for (var j = 0; j <= i; j++) hessian[i * size + j] += weighted * x[j];
                hessian[width * size + i] += weighted;
            }
            hessian[width * size + width] += curvature[row];
        }
        for (var i = 0; i < width; i++) hessian[i * size + i] += penalty;
        hessian[width * size + width] += Floor;
        return hessian;
    }

    private static double[] Cholesky(double[] a, double[] b, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i * size + j];
                for (var k = 0; k < j; k++) sum -= a[i * size + k] * a[j * size + k];
                a[i * size + j] = i == j ? Math.Sqrt(Math.Max(sum, Floor)) : sum / a[j * size + j];
            }
        }
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++) b[i] -= a[i * size + k] * b[k];
            b[i] /= a[i * size + i];
        }
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++) b[i] -= a[k * size + i] * b[k];
            b[i] /= a[i * size + i];
        }
        return b;
    }

    private static double[] Large(FeatureTable features, double[] curvature, double[] gradient, double penalty)
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var x = cat([tensor(features.Values.ToArray(), features.Rows, features.Columns), ones(features.Rows, 1, ScalarType.Float64)], 1); // [n, k + 1]
        var diagonal = full(features.Columns + 1, penalty, ScalarType.Float64);
        diagonal[features.Columns] = Floor;
        var hessian = x.t().matmul(x * tensor(curvature).unsqueeze(1)).add(diag(diagonal)); // [k + 1, k + 1]
        return cholesky_solve(tensor(gradient).unsqueeze(1), linalg.cholesky(hessian)).data<double>().ToArray();
    }
}
