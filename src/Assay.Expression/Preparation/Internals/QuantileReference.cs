namespace Assay.Expression.Preparation.Internals;

/// <summary>Quantile normalisation (Bolstad et al. 2003): the k-th smallest value of each sample becomes the mean of the training samples' k-th smallest.</summary>
internal static class QuantileReference
{
    /// <summary>The mean sorted profile, [genes].</summary>
    public static float[] Fit(float[] values, int samples)
    {
        var genes = values.Length / samples;
        var (sums, sorted) = (new double[genes], new float[genes]);
        for (var sample = 0; sample < samples; sample++)
        {
            values.AsSpan(sample * genes, genes).CopyTo(sorted);
            Array.Sort(sorted);
            for (var i = 0; i < genes; i++) sums[i] += sorted[i];
        }
        return Array.ConvertAll(sums, sum => (float)(sum / samples));
    }

    /// <summary>Gives every sample the reference's distribution; equal values stay equal, at the mean of the places that they share.</summary>
    public static void Apply(float[] values, int samples, float[] reference)
    {
        var genes = reference.Length;
        Parallel.For(0, samples, sample =>
        {
            var profile = values.AsSpan(sample * genes, genes);
            var (sorted, order) = (profile.ToArray(), Enumerable.Range(0, genes).ToArray());
            Array.Sort(sorted, order);
            for (int start = 0, end; start < genes; start = end)
            {
                var sum = 0.0;
                for (end = start; end < genes && sorted[end] == sorted[start]; end++) sum += reference[end];
                for (var i = start; i < end; i++) profile[order[i]] = (float)(sum / (end - start));
            }
        });
    }
}
