using Assay.Core.Memory;
using Assay.Embeddings.Training.Internals.Sampling;

namespace Assay.Embeddings.Training.Internals.Windows;

/// <summary>What all workers of one training share.</summary>
internal sealed class TrainingData : IDisposable
{
    public TrainingData(SkipGramOptions options, IdStream stream, ReadOnlySpan<long> counts, NativeMatrix input, NativeMatrix output)
    {
        Options = options;
        Stream = stream;
        Input = input;
        Output = output;
        Subsampler = new Subsampler(counts, options.Subsample, options.Seed);
        if (options.Objective == SkipGramObjective.NegativeSampling) Noise = new NoiseTable(counts, options.NoiseExponent);
        if (options.Objective == SkipGramObjective.HierarchicalSoftmax) Tree = HuffmanTree.Build(counts);
    }

    public SkipGramOptions Options { get; }

    public IdStream Stream { get; }

    /// <summary>W, shape [V, d].</summary>
    public NativeMatrix Input { get; }

    /// <summary>W′, shape [V, d]; under hierarchical softmax the vectors of the inner nodes, shape [V − 1, d].</summary>
    public NativeMatrix Output { get; }

    public Subsampler Subsampler { get; }

    /// <summary>The noise distribution of negative sampling.</summary>
    public NoiseTable? Noise { get; }

    /// <summary>The tree of hierarchical softmax.</summary>
    public HuffmanTree? Tree { get; }

    public void Dispose() => Noise?.Dispose();
}
