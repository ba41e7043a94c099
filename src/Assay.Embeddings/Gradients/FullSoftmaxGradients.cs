using Assay.Embeddings.Gradients.Internals;

namespace Assay.Embeddings.Gradients;

/// <summary>
/// Loss and exact gradients of one window under the full softmax (Mikolov et al. 2013b, equation 2), in double precision:
/// z = W′h, p = softmax(z), L = −Σ_c z_{o_c} + C·log Σ_i e^{z_i}; with e = C·p − Σ_c y_c, ∂L/∂h = W′ᵀe and ∂L/∂W′ = e ⊗ h.
/// Every other row of W has the gradient zero.
/// <code>
/// var gradients = FullSoftmaxGradients.Of(centre, contextMatrix, context);
/// Console.WriteLine($"{gradients.Loss}: {gradients.Centre[0]}");
/// </code>
/// </summary>
/// <param name="Loss">L, in nats.</param>
/// <param name="Centre">∂L/∂W_k = ∂L/∂h, shape [d].</param>
/// <param name="Error">e = C·p − Σ_c y_c, shape [V].</param>
/// <param name="Context">∂L/∂W′, shape [V, d], row by row.</param>
public sealed record FullSoftmaxGradients(double Loss, double[] Centre, double[] Error, double[] Context)
{
    /// <summary>Computes them.</summary>
    /// <param name="centre">h = W_k, shape [d].</param>
    /// <param name="contextMatrix">W′, shape [V, d], row by row.</param>
    /// <param name="context">Ids of the C context words; a word may occur more than once.</param>
    /// <exception cref="ArgumentException">The matrix is empty or no multiple of d, or an id is not below V.</exception>
    public static FullSoftmaxGradients Of(ReadOnlySpan<double> centre, ReadOnlySpan<double> contextMatrix, ReadOnlySpan<int> context)
    {
        var words = WindowShapes.Rows(centre, contextMatrix);
        WindowShapes.CheckIds(context, words);
        var logits = new double[words]; // [V]
        for (var word = 0; word < words; word++) logits[word] = WindowShapes.Dot(contextMatrix.Slice(word * centre.Length, centre.Length), centre);
        var logPartition = LogSumExp(logits);

        var error = new double[words]; // [V]  C·p
        for (var word = 0; word < words; word++) error[word] = context.Length * Math.Exp(logits[word] - logPartition);
        var loss = context.Length * logPartition;
        foreach (var word in context)
        {
            error[word] -= 1; //      − Σ y_c
            loss -= logits[word];
        }

        var toCentre = new double[centre.Length];         // [d]
        var toContext = new double[contextMatrix.Length]; // [V, d]
        for (var word = 0; word < words; word++)
        {
            WindowShapes.AddScaled(toCentre, error[word], contextMatrix.Slice(word * centre.Length, centre.Length));
            WindowShapes.AddScaled(toContext.AsSpan(word * centre.Length, centre.Length), error[word], centre);
        }
        return new FullSoftmaxGradients(loss, toCentre, error, toContext);
    }

    // Shifted by the maximum, so that nothing overflows.
    private static double LogSumExp(ReadOnlySpan<double> values)
    {
        var largest = double.NegativeInfinity;
        foreach (var value in values) largest = Math.Max(largest, value);
        var sum = 0.0;
        foreach (var value in values) sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }
}
