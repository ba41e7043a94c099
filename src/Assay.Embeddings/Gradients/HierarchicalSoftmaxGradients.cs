using Assay.Embeddings.Gradients.Internals;

namespace Assay.Embeddings.Gradients;

/// <summary>
/// Loss and exact gradients of one prediction under hierarchical softmax (Morin and Bengio 2005), in double precision:
/// L = −Σ_i log σ((1 − 2b_i)·N_i·h) over the inner nodes on the way to the word, with code bits b_i.
/// With g_i = σ(N_i·h) − (1 − b_i), ∂L/∂h = Σ_i g_i·N_i and ∂L/∂N_i = g_i·h.
/// </summary>
/// <param name="Loss">L, in nats: minus the logarithm of the word's probability.</param>
/// <param name="Input">∂L/∂h, shape [d].</param>
/// <param name="Nodes">∂L/∂N of the nodes on the way, shape [length of the code, d].</param>
public sealed record HierarchicalSoftmaxGradients(double Loss, double[] Input, double[] Nodes)
{
    /// <summary>Computes them.</summary>
    /// <param name="input">h, shape [d].</param>
    /// <param name="nodes">Vectors of the inner nodes from the root to the word, shape [length of the code, d]; see <see cref="Training.HuffmanTree.Nodes"/>.</param>
    /// <param name="codes">The turn at each, 0 or 1; see <see cref="Training.HuffmanTree.Codes"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="nodes"/> is empty, no multiple of d, or has another number of rows than there are codes.</exception>
    public static HierarchicalSoftmaxGradients Of(ReadOnlySpan<double> input, ReadOnlySpan<double> nodes, ReadOnlySpan<sbyte> codes)
    {
        var rows = WindowShapes.Rows(input, nodes);
        if (rows != codes.Length) throw new ArgumentException($"{codes.Length} codes for {rows} nodes.", nameof(codes));
        var signs = new double[rows];
        for (var i = 0; i < rows; i++) signs[i] = 1 - 2 * codes[i];
        var (loss, toInput, toNodes) = LogisticGradients.Of(input, nodes, signs);
        return new HierarchicalSoftmaxGradients(loss, toInput, toNodes);
    }
}
