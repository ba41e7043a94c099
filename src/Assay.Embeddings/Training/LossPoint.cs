namespace Assay.Embeddings.Training;

/// <summary>One point of a loss curve.</summary>
/// <param name="Epoch">Where: passes over the corpus, 0.05 is one twentieth of the first.</param>
/// <param name="Loss">Mean loss of a (centre, context) pair in the stretch that ends here, in nats, each pair taken just before its update.</param>
/// <param name="Pairs">Pairs in the stretch.</param>
public readonly record struct LossPoint(double Epoch, double Loss, long Pairs);
