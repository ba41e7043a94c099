namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>
/// The few vector operations that the training kernel needs, for one vector width. The kernel is generic over this, so that the
/// just-in-time compiler makes one specialised copy per width and the scalar twin runs the very same code.
/// </summary>
internal unsafe interface ILanes<TVector> where TVector : unmanaged
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Width { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(float* target, TVector value);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left · right + addend, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>
    /// For x = −s·z of the predictions in one vector (s = +1 for a word to be predicted, −1 for noise): the slope
    /// s·σ(x) = −dL/dz, and the loss softplus(x) = max(x, 0) + log(1 + e^−|x|) in two parts, a sum of the first
    /// and a product of the arguments of the second, so that many predictions share one logarithm.
    /// </summary>
    static abstract TVector Slope(TVector logits, TVector signs, ref TVector hingeSum, ref TVector logArgument);

    /// <summary>Stores the six sums over the lanes of a0…a5.</summary>
    static abstract void StoreSums(float* target, TVector a0, TVector a1, TVector a2, TVector a3, TVector a4, TVector a5);

    /// <summary>Stores the three sums over the lanes of a0…a2.</summary>
    static abstract void StoreSums(float* target, TVector a0, TVector a1, TVector a2);

    /// <summary>The sum over the lanes.</summary>
    static abstract float Sum(TVector value);

    /// <summary>The larger of each pair of lanes.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>e^x in each lane.</summary>
    static abstract TVector Exp(TVector value);
}
