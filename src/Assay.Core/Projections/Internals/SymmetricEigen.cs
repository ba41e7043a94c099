using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Core.Projections.Internals;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix without negative eigenvalues, by one-sided Jacobi rotations
/// (Hestenes 1958; Golub and Van Loan 2013, section 8.6.3): rows are rotated in pairs until all are orthogonal. Only whole rows are touched,
/// so the loops are vectors, and the vectors stay orthonormal to rounding however close the values are.
/// </summary>
internal static class SymmetricEigen
{
    private const int MostSweeps = 60; // ten are usual; the limit is there for input that is not symmetric
    private const double Tolerance = 1e-14;

    /// <summary>Decomposes in place.</summary>
    /// <param name="matrix">[size, size], row by row; overwritten.</param>
    /// <param name="size">Number of rows.</param>
    /// <param name="cancellation">Stops between sweeps.</param>
    /// <returns>Values in descending order, and the vectors as rows in the same order.</returns>
    public static (double[] Values, double[][] Vectors) Decompose(double[] matrix, int size, CancellationToken cancellation)
    {
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++) vectors[i * size + i] = 1;
        var largest = 0.0;
        for (var i = 0; i < size; i++) largest = Math.Max(largest, Dot(Row(matrix, i, size), Row(matrix, i, size)));
        var zero = largest * Tolerance * Tolerance; // squared length below which a row is rounding noise
        var rotated = true;
        for (var sweep = 0; rotated && sweep < MostSweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            rotated = false;
            for (var p = 0; p < size - 1; p++)
                for (var q = p + 1; q < size; q++)
                    rotated |= Orthogonalise(matrix, vectors, p, q, size, zero);
        }
        var values = new double[size];
        var order = new int[size];
        for (var i = 0; i < size; i++) (values[i], order[i]) = (-Math.Sqrt(Dot(Row(matrix, i, size), Row(matrix, i, size))), i);
        Array.Sort(values, order);
        return (Array.ConvertAll(values, value => -value), Array.ConvertAll(order, i => Row(vectors, i, size).ToArray()));
    }

    private static bool Orthogonalise(double[] matrix, double[] vectors, int p, int q, int size, double zero)
    {
        var rowP = Row(matrix, p, size);
        var rowQ = Row(matrix, q, size);
        var (pp, qq, pq) = (Dot(rowP, rowP), Dot(rowQ, rowQ), Dot(rowP, rowQ));
        if (pp <= zero || qq <= zero || Math.Abs(pq) <= Tolerance * Math.Sqrt(pp) * Math.Sqrt(qq)) return false;
        var zeta = (qq - pp) / (2 * pq);
        var tangent = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
        var cosine = 1 / Math.Sqrt(1 + tangent * tangent);
        var sine = cosine * tangent;
        Rotate(rowP, rowQ, cosine, sine);
        Rotate(Row(vectors, p, size), Row(vectors, q, size), cosine, sine);
        return true;
    }

    private static Span<double> Row(double[] matrix, int row, int size) => matrix.AsSpan(row * size, size);

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => CrossProducts.Dot(x, y);

    // p ← c·p − s·q, q ← s·p + c·q
    private static void Rotate(Span<double> p, Span<double> q, double cosine, double sine)
    {
        var vectorsP = MemoryMarshal.Cast<double, Vector<double>>(p);
        var vectorsQ = MemoryMarshal.Cast<double, Vector<double>>(q);
        for (var i = 0; i < vectorsP.Length; i++)
        {
            var (x, y) = (vectorsP[i], vectorsQ[i]);
            vectorsP[i] = x * cosine - y * sine;
            vectorsQ[i] = x * sine + y * cosine;
        }
        for (var i = vectorsP.Length * Vector<double>.Count; i < p.Length; i++)
            (p[i], q[i]) = (p[i] * cosine - q[i] * sine, p[i] * sine + q[i] * cosine);
    }
}
