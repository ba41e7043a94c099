using System.Runtime.Intrinsics;
using Assay.Core.Memory;
using Assay.Embeddings.Training.Internals.Kernels;

namespace Assay.Embeddings.Training.Internals.FullSoftmax;

/// <summary>
/// One step of stochastic gradient descent on the exact loss Σ_b (−Σ_c z_{o_c} + C_b·log Σ_i e^{z_i}) of a batch of windows; the weights are
/// those before the step for all of them. Only the centres' rows of W change, and all of W′.
/// </summary>
internal abstract class FullSoftmaxStep : IDisposable
{
    /// <summary>Makes the step for the widest vectors of this processor.</summary>
    /// <param name="input">W, shape [V, d].</param>
    /// <param name="output">W′, shape [V, d].</param>
    /// <param name="batch">The most centres in a step. The logits of a step take 4·V·batch bytes.</param>
    /// <param name="threads">Threads; the result does not depend on them.</param>
    public static FullSoftmaxStep Create(NativeMatrix input, NativeMatrix output, int batch, int threads) =>
        Create(input, output, batch, threads, Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32);

    /// <summary>Makes the step for a vector width in bits; 32 is the scalar twin.</summary>
    public static FullSoftmaxStep Create(NativeMatrix input, NativeMatrix output, int batch, int threads, int bits) => bits switch
    {
        512 => new VectorSoftmaxStep<Lanes512, Vector512<float>>(input, output, batch, threads),
        256 => new VectorSoftmaxStep<Lanes256, Vector256<float>>(input, output, batch, threads),
        128 => new VectorSoftmaxStep<Lanes128, Vector128<float>>(input, output, batch, threads),
        _ => new VectorSoftmaxStep<LanesScalar, float>(input, output, batch, threads),
    };

    /// <summary>Performs the step and returns the loss before it.</summary>
    /// <param name="centres">Ids of the centre words, shape [b].</param>
    /// <param name="contexts">Ids of all context words, window after window.</param>
    /// <param name="contextStarts">Where each window's context begins in <paramref name="contexts"/>, shape [b + 1].</param>
    /// <param name="learningRate">η.</param>
    public abstract double Step(ReadOnlySpan<int> centres, ReadOnlySpan<int> contexts, ReadOnlySpan<int> contextStarts, float learningRate);

    public abstract void Dispose();
}
