using Assay.Expression.Matrices;
using Assay.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.RowSpaces;

/// <summary>
/// The space that n training profiles span after centring: at most n − 1 dimensions, however many genes there are. X − mean = U·S·Vᵀ with V [genes, r];
/// coordinates of any profile are (x − mean)·V. Distances, inner products and every linear model with an L2 penalty are the same in it, and its
/// first k coordinates are the principal components.
/// <code>
/// using var space = RowSpace.Of(training);
/// float[] coordinates = space.Coordinates(test);      // [samples, r]
/// </code>
/// </summary>
public sealed class RowSpace : IDisposable
{
    // Directions whose singular value is below this share of the largest are rounding: eigenvalues of the Gram matrix lose half the digits.
    private const double LeastShare = 1e-6;
    private const int BlockGenes = 4096;

    private readonly Tensor _mean;  // [genes]
    private readonly Tensor _basis; // [genes, r]

    private RowSpace(Tensor mean, Tensor basis, double[] singularValues) => (_mean, _basis, SingularValues) = (mean, basis, singularValues);

    /// <summary>r, the number of dimensions.</summary>
    public int Dimensions => SingularValues.Count;

    /// <summary>Number of genes.</summary>
    public int Genes => (int)_mean.NumberOfElements;

    /// <summary>S, descending, [r]; the variance along a direction is S²/(n − 1).</summary>
    public IReadOnlyList<double> SingularValues { get; }

    /// <summary>Mean profile, [genes].</summary>
    internal Tensor Mean => _mean;

    /// <summary>V, [genes, r].</summary>
    internal Tensor Basis => _basis;

    /// <summary>The space of some profiles, from their inner products in double precision: O(n²·genes + n³).</summary>
    /// <param name="training">Prepared profiles, at least two that differ; none missing.</param>
    public static RowSpace Of(ExpressionMatrix training)
    {
        ArgumentNullException.ThrowIfNull(training);
        LibTorch.Load();
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var (samples, genes) = (training.Samples, training.Genes);
        var values = tensor(training.Values, samples, genes);                  // [n, genes]
        var mean = values.mean([0]);                                           // [genes]
        var gram = zeros(samples, samples, ScalarType.Float64);                // [n, n]
        for (var start = 0; start < genes; start += BlockGenes)
        {
            using var inner = NewDisposeScope();
            var block = (values.narrow(1, start, Math.Min(BlockGenes, genes - start)) - mean.narrow(0, start, Math.Min(BlockGenes, genes - start))).to(ScalarType.Float64);
            gram.addmm_(block, block.t());
        }
        var (squares, vectors) = linalg.eigh(gram);                            // ascending
        var all = squares.data<double>().ToArray();
        var least = Math.Max(all[^1], 0) * LeastShare * LeastShare;
        var kept = all.Count(square => square > least && square > 0);
        if (kept > samples - 1) kept = samples - 1;                            // centring leaves n − 1 at most
        if (kept == 0) throw new Core.Errors.InputException($"The {samples} training profiles are all the same; there is nothing to learn from them.");
        var singular = all.TakeLast(kept).Reverse().Select(Math.Sqrt).ToArray();
        var left = vectors.narrow(1, samples - kept, kept).flip(1).to(ScalarType.Float32);              // [n, r]
        var basis = (values - mean).t().matmul(left) / tensor(singular.Select(value => (float)value).ToArray()); // [genes, r]
        return new RowSpace(mean.MoveToOuterDisposeScope().DetachFromDisposeScope(), basis.contiguous().MoveToOuterDisposeScope().DetachFromDisposeScope(), singular);
    }

    /// <summary>Coordinates of profiles, [samples, count]; the first ones are principal components.</summary>
    /// <param name="profiles">Prepared profiles of the same genes.</param>
    /// <param name="count">How many coordinates; null: all.</param>
    public float[] Coordinates(ExpressionMatrix profiles, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return Project(tensor(profiles.Values, profiles.Samples, profiles.Genes), Math.Min(count ?? Dimensions, Dimensions)).contiguous().data<float>().ToArray();
    }

    /// <summary>Profiles from their first coordinates, [samples, genes]: what k principal components keep.</summary>
    /// <param name="profiles">Prepared profiles.</param>
    /// <param name="count">k.</param>
    public float[] Reconstruct(ExpressionMatrix profiles, int count)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var kept = Math.Min(count, Dimensions);
        var coordinates = Project(tensor(profiles.Values, profiles.Samples, profiles.Genes), kept);     // [n, k]
        return coordinates.matmul(_basis.narrow(1, 0, kept).t()).add(_mean).data<float>().ToArray();   // [n, genes]
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _basis.Dispose();
    }

    private Tensor Project(Tensor values, int count) => (values - _mean).matmul(_basis.narrow(1, 0, count));
}
