using Assay.Core.Machine;

namespace Assay.Expression.Preparation.Internals;

/// <summary>Walks over the genes of a matrix [samples, genes] in parallel, each as a column in order of the samples; blocks of genes keep reads along memory.</summary>
internal static class GeneColumns
{
    private const int BlockGenes = 64;

    public delegate void Visit(int gene, Span<float> column);

    /// <param name="values">[samples, genes].</param>
    /// <param name="samples">Rows.</param>
    /// <param name="visit">Called for each gene once, on any thread; may change the column, which is a copy.</param>
    /// <param name="writesBack">Whether what was changed goes back into the matrix.</param>
    public static void ForEach(float[] values, int samples, Visit visit, bool writesBack = false)
    {
        if (samples == 0) return;
        var genes = values.Length / samples;
        var blocks = (genes + BlockGenes - 1) / BlockGenes;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = Processor.PhysicalCores }, () => new float[BlockGenes * samples], (block, _, columns) =>
        {
            var first = block * BlockGenes;
            var count = Math.Min(BlockGenes, genes - first);
            for (var sample = 0; sample < samples; sample++)
                for (var i = 0; i < count; i++) columns[i * samples + sample] = values[sample * genes + first + i];
            for (var i = 0; i < count; i++) visit(first + i, columns.AsSpan(i * samples, samples));
            if (!writesBack) return columns;
            for (var sample = 0; sample < samples; sample++)
                for (var i = 0; i < count; i++) values[sample * genes + first + i] = columns[i * samples + sample];
            return columns;
        }, _ => { });
    }

    /// <summary>Mean, variance (divided by n), least and greatest value of a column without missing values.</summary>
    public static (double Mean, double Variance, float Least, float Greatest) Moments(ReadOnlySpan<float> column)
    {
        var (sum, least, greatest) = (0.0, float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in column)
        {
            sum += value;
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        var mean = sum / column.Length;
        var squares = 0.0;
        foreach (var value in column) squares += (value - mean) * (value - mean);
        return (mean, squares / column.Length, least, greatest);
    }
}
