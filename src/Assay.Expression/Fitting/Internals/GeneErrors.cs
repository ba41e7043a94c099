using Assay.Expression.Matrices;

namespace Assay.Expression.Fitting.Internals;

/// <summary>Squared errors by gene.</summary>
internal static class GeneErrors
{
    /// <summary>Mean squared error of each gene, [genes], in the units before scaling.</summary>
    /// <param name="profiles">Prepared profiles.</param>
    /// <param name="predicted">[samples, genes], prepared units.</param>
    /// <param name="scale">What each gene was divided by.</param>
    public static double[] Of(ExpressionMatrix profiles, float[] predicted, ReadOnlySpan<float> scale)
    {
        var errors = new double[profiles.Genes];
        for (var sample = 0; sample < profiles.Samples; sample++)
        {
            var row = profiles.Row(sample);
            for (var gene = 0; gene < errors.Length; gene++)
            {
                var difference = ((double)row[gene] - predicted[sample * errors.Length + gene]) * scale[gene];
                errors[gene] += difference * difference;
            }
        }
        for (var gene = 0; gene < errors.Length; gene++) errors[gene] /= profiles.Samples;
        return errors;
    }
}
