using Assay.Embeddings.Gradients.Internals;

namespace Assay.Embeddings.Gradients;

/// <summary>
/// Loss and exact gradients of one prediction under negative sampling (Mikolov et al. 2013b, equation 4), in double precision:
/// L = −log σ(W′_o·h) − Σ_j log σ(−W′_{n_j}·h). With the slopes g_o = σ(W′_o·h) − 1 and g_j = σ(W′_{n_j}·h),
/// ∂L/∂h = g_o·W′_o + Σ_j g_j·W′_{n_j}, ∂L/∂W′_o = g_o·h and ∂L/∂W′_{n_j} = g_j·h.
/// </summary>
/// <param name="Loss">L, in nats.</param>
/// <param name="Input">∂L/∂h, shape [d].</param>
/// <param name="Outputs">∂L/∂ of the rows that were given, shape [1 + k, d]: the word's, then those of the noise. A row given twice has two shares.</param>
public sealed record NegativeSamplingGradients(double Loss, double[] Input, double[] Outputs)
{
    /// <summary>Computes them.</summary>
    /// <param name="input">h, shape [d].</param>
    /// <param name="outputs">The rows of W′ of the word to be predicted and of the k noise words, shape [1 + k, d].</param>
    /// <exception cref="ArgumentException"><paramref name="outputs"/> is empty or no multiple of d.</exception>
    public static NegativeSamplingGradients Of(ReadOnlySpan<double> input, ReadOnlySpan<double> outputs)
    {
        var rows = WindowShapes.Rows(input, outputs);
        Span<double> signs = new double[rows];
        signs.Fill(-1);
        signs[0] = 1;
        var (loss, toInput, toOutputs) = LogisticGradients.Of(input, outputs, signs);
        return new NegativeSamplingGradients(loss, toInput, toOutputs);
    }
}
