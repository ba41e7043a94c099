using System.Runtime.Intrinsics;
using Assay.Embeddings.Training.Internals.Kernels;
using Assay.Embeddings.Training.Internals.Rows;

namespace Assay.Embeddings.Training.Internals.Windows;

/// <summary>Trains on blocks of the corpus, window by window: negative sampling and hierarchical softmax. One worker serves one thread at a time.</summary>
internal abstract class WindowWorker : IDisposable
{
    /// <summary>Makes the worker for the widest vectors of this processor.</summary>
    public static WindowWorker Create<TRows>(TrainingData data, TRows rows) where TRows : struct, IRowSource =>
        Create(data, rows, Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 32);

    /// <summary>Makes the worker for a vector width in bits; 32 is the scalar twin.</summary>
    public static WindowWorker Create<TRows>(TrainingData data, TRows rows, int bits) where TRows : struct, IRowSource => bits switch
    {
        512 => new VectorWindowWorker<Lanes512, Vector512<float>, TRows>(data, rows),
        256 => new VectorWindowWorker<Lanes256, Vector256<float>, TRows>(data, rows),
        128 => new VectorWindowWorker<Lanes128, Vector128<float>, TRows>(data, rows),
        _ => new VectorWindowWorker<LanesScalar, float, TRows>(data, rows),
    };

    /// <summary>Trains on one block in one pass over the corpus.</summary>
    public abstract BlockLoss Train(int epoch, int block, float learningRate);

    public abstract void Dispose();
}
