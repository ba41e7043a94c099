using Assay.Core.Machine;
using Assay.Core.Memory;
using Assay.Core.Projections.Internals;

namespace Assay.Core.Projections;

/// <summary>
/// Principal components of the rows of a matrix [n, d]: orthogonal directions of greatest variance, from the covariance matrix (n ≥ d)
/// or from the inner products of the points (n &lt; d), in double precision. Costs O(n·d·min(n, d) + min(n, d)³).
/// The sign of each direction is chosen so that its entry of largest size is positive.
/// <code>
/// var components = PrincipalComponents.Fit(vectors, count: 2);
/// (float X, float Y)[] map = components.ToPlane(vectors);
/// </code>
/// </summary>
public sealed class PrincipalComponents
{
    private const int BlockRows = 512;

    private readonly double[] _mean;
    private readonly double[][] _directions;
    private readonly double[] _variances;

    private PrincipalComponents(double[] mean, double[][] directions, double[] variances) => (_mean, _directions, _variances) = (mean, directions, variances);

    /// <summary>Number of directions kept.</summary>
    public int Count => _directions.Length;

    /// <summary>Mean of the points, shape [d].</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Variances along all min(n, d) directions, descending; those beyond <see cref="Count"/> as well. As of a sample: divided by n − 1.</summary>
    public ReadOnlySpan<double> Variances => _variances;

    /// <summary>One direction, of length 1, shape [d].</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public ReadOnlySpan<double> Direction(int component)
    {
        if ((uint)component >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(component));
        return _directions[component];
    }

    /// <summary>Finds the directions of greatest variance.</summary>
    /// <param name="data">Points as rows, [n, d], at least two and all finite.</param>
    /// <param name="count">How many directions to keep; at most min(n, d) are.</param>
    /// <param name="threads">Most threads to use; the result is the same for any number. Null: the physical cores.</param>
    /// <param name="cancellation">Stops the computation.</param>
    /// <exception cref="ArgumentException">Fewer than two points, or a number that is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PrincipalComponents Fit(NativeMatrix data, int count, int? threads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (data.Rows < 2) throw new ArgumentException($"There is no variance in {data.Rows} points; at least two are needed.", nameof(data));
        var mean = Centre(data);
        var cores = Math.Max(1, threads ?? Processor.PhysicalCores);
        var wide = data.Rows < data.Columns;
        var size = Math.Min(data.Rows, data.Columns);
        var products = wide ? Inner(data, mean, cores) : Scatter(data, mean, cores, cancellation); // [size, size]
        for (var i = 0; i < size; i++)
        {
            for (var j = i; j < size; j++) products[j * size + i] = products[i * size + j] /= data.Rows - 1;
        }
        var (variances, vectors) = SymmetricEigen.Decompose(products, size, cancellation);
        var directions = vectors[..Math.Min(count, size)];
        if (wide) directions = Array.ConvertAll(directions, weights => Combine(data, mean, weights));
        foreach (var direction in directions) FixSign(direction);
        return new PrincipalComponents(mean, directions, variances);
    }

    /// <summary>Share of the whole variance that the first components have; 1 for all, and not a number where nothing varies.</summary>
    /// <param name="components">How many, from 0 to min(n, d).</param>
    public double ExplainedShare(int components) => _variances[..components].Sum() / _variances.Sum();

    /// <summary>Coordinates of points along the kept directions, [n, <see cref="Count"/>].</summary>
    /// <exception cref="ArgumentException">The points have another number of dimensions, or no direction was kept.</exception>
    public NativeMatrix Project(NativeMatrix data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Columns != _mean.Length) throw new ArgumentException($"The points have {data.Columns} dimensions, the components {_mean.Length}.", nameof(data));
        if (Count == 0) throw new ArgumentException("No direction was kept.", nameof(data));
        var result = new NativeMatrix(data.Rows, Count);
        var centred = new double[data.Columns];
        for (var row = 0; row < data.Rows; row++)
        {
            Subtract(data.Row(row), _mean, centred);
            var coordinates = result.Row(row);
            for (var i = 0; i < Count; i++) coordinates[i] = (float)CrossProducts.Dot(centred, _directions[i]);
        }
        return result;
    }

    /// <summary>Coordinates along the first two directions; the second is 0 where only one was kept.</summary>
    /// <inheritdoc cref="Project"/>
    public (float X, float Y)[] ToPlane(NativeMatrix data)
    {
        using var coordinates = Project(data);
        var plane = new (float X, float Y)[coordinates.Rows];
        for (var row = 0; row < plane.Length; row++) plane[row] = (coordinates.Row(row)[0], Count > 1 ? coordinates.Row(row)[1] : 0);
        return plane;
    }

    private static double[] Centre(NativeMatrix data)
    {
        var mean = new double[data.Columns];
        for (var row = 0; row < data.Rows; row++)
        {
            var values = data.Row(row);
            for (var i = 0; i < mean.Length; i++) mean[i] += values[i];
        }
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] /= data.Rows;
            if (!double.IsFinite(mean[i])) throw new ArgumentException($"Column {i} holds a number that is not finite.", nameof(data));
        }
        return mean;
    }

    // Σ (x − mean)(x − mean)ᵀ, upper triangle, [d, d]; a block of rows at a time, transposed so that sums run along memory.
    private static double[] Scatter(NativeMatrix data, double[] mean, int threads, CancellationToken cancellation)
    {
        var (columns, products) = (data.Columns, new double[checked(data.Columns * data.Columns)]);
        var block = new double[columns * BlockRows]; // [d, rows of the block]
        for (var start = 0; start < data.Rows; start += BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Math.Min(BlockRows, data.Rows - start);
            if (rows < BlockRows) Array.Clear(block);
            for (var row = 0; row < rows; row++)
            {
                var values = data.Row(start + row);
                for (var i = 0; i < columns; i++) block[i * BlockRows + row] = values[i] - mean[i];
            }
            CrossProducts.AddUpper(block, columns, BlockRows, products, threads);
        }
        return products;
    }

    // ⟨x_i − mean, x_j − mean⟩, upper triangle, [n, n]
    private static double[] Inner(NativeMatrix data, double[] mean, int threads)
    {
        var points = new double[checked(data.Rows * data.Columns)];
        for (var row = 0; row < data.Rows; row++) Subtract(data.Row(row), mean, points.AsSpan(row * data.Columns, data.Columns));
        var products = new double[data.Rows * data.Rows];
        CrossProducts.AddUpper(points, data.Rows, data.Columns, products, threads);
        return products;
    }

    // An eigenvector u of the inner products gives the direction Σ u_i (x_i − mean), to be brought to length 1.
    private static double[] Combine(NativeMatrix data, double[] mean, double[] weights)
    {
        var (direction, centred) = (new double[data.Columns], new double[data.Columns]);
        for (var row = 0; row < data.Rows; row++)
        {
            Subtract(data.Row(row), mean, centred);
            for (var i = 0; i < direction.Length; i++) direction[i] += weights[row] * centred[i];
        }
        var length = Math.Sqrt(CrossProducts.Dot(direction, direction));
        if (length > 0)
            for (var i = 0; i < direction.Length; i++) direction[i] /= length;
        return direction;
    }

    private static void Subtract(ReadOnlySpan<float> values, ReadOnlySpan<double> mean, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++) result[i] = values[i] - mean[i];
    }

    private static void FixSign(double[] direction)
    {
        var largest = 0.0;
        foreach (var value in direction)
            if (Math.Abs(value) > Math.Abs(largest)) largest = value;
        if (largest >= 0) return;
        for (var i = 0; i < direction.Length; i++) direction[i] = -direction[i];
    }
}
