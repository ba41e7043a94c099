namespace Assay.Torch.Optimisers.Internals;

/// <summary>How an optimiser changes a stretch of weights: one pass over its memory.</summary>
internal interface IUpdateRule
{
    /// <summary>Reads the gradient, clipped on the way, and updates weights and states.</summary>
    void Update(in Piece piece);
}
