using Assay.Core.Memory;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Training;

/// <summary>A trained skip-gram network: a vocabulary and its two matrices.</summary>
public sealed partial class SkipGramModel : IDisposable
{
    internal SkipGramModel(WordVocabulary vocabulary, SkipGramOptions options, NativeMatrix vectors, NativeMatrix context, TrainingSummary summary)
    {
        Vocabulary = vocabulary;
        Options = options;
        Vectors = vectors;
        Context = context;
        Summary = summary;
    }

    /// <summary>The words; a word's id is its row in <see cref="Vectors"/>.</summary>
    public WordVocabulary Vocabulary { get; }

    /// <summary>How it was trained.</summary>
    public SkipGramOptions Options { get; }

    /// <summary>The word vectors W, shape [V, d].</summary>
    public NativeMatrix Vectors { get; }

    /// <summary>The context vectors W′, shape [V, d]; under hierarchical softmax those of the inner nodes of the Huffman tree, shape [V − 1, d].</summary>
    public NativeMatrix Context { get; }

    /// <summary>What the training came to.</summary>
    public TrainingSummary Summary { get; }

    /// <summary>Gives the matrices' memory back.</summary>
    public void Dispose()
    {
        Vectors.Dispose();
        Context.Dispose();
    }
}
