namespace Assay.Embeddings.Training.Internals.Windows;

/// <summary>What training on a block came to.</summary>
/// <param name="Words">Words of the corpus in it, before subsampling.</param>
/// <param name="Pairs">Pairs of a centre and a context word.</param>
/// <param name="Loss">Their loss in nats, each taken just before its update.</param>
internal readonly record struct BlockLoss(long Words, long Pairs, double Loss)
{
    public static BlockLoss operator +(BlockLoss left, BlockLoss right) =>
        new(left.Words + right.Words, left.Pairs + right.Pairs, left.Loss + right.Loss);
}
