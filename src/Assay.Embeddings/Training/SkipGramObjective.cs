namespace Assay.Embeddings.Training;

/// <summary>What skip-gram training minimises.</summary>
public enum SkipGramObjective
{
    /// <summary>−log σ(z_o) − Σ log σ(−z_n) over k words drawn from the noise distribution (Mikolov et al. 2013b, section 2.2).</summary>
    NegativeSampling,

    /// <summary>The exact −Σ_c z_{o_c} + C·log Σ_i e^{z_i} over the whole vocabulary (Mikolov et al. 2013b, equation 2).</summary>
    FullSoftmax,

    /// <summary>The probability of a word is the product of binary decisions on its path in a Huffman tree (Morin and Bengio 2005).</summary>
    HierarchicalSoftmax,
}
