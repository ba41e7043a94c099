namespace Assay.Embeddings.Gradients.Internals;

/// <summary>Checks of shapes and the two vector operations that the formulas need.</summary>
internal static class WindowShapes
{
    public static int Rows(ReadOnlySpan<double> vector, ReadOnlySpan<double> matrix)
    {
        if (vector.IsEmpty) throw new ArgumentException("The vector has no numbers.", nameof(vector));
        if (matrix.IsEmpty || matrix.Length % vector.Length != 0) throw new ArgumentException($"A matrix of {matrix.Length} numbers has no rows of {vector.Length}.", nameof(matrix));
        return matrix.Length / vector.Length;
    }

    public static void CheckIds(ReadOnlySpan<int> ids, int words)
    {
        foreach (var id in ids)
        {
            if ((uint)id >= (uint)words) throw new ArgumentException($"The id {id} is not below the {words} words.", nameof(ids));
        }
    }

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        for (var i = 0; i < target.Length; i++) target[i] += factor * source[i];
    }
}
