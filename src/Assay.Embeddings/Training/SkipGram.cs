using Assay.Core.Progress;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Training;

/// <summary>
/// Text in, word vectors out, in one call.
/// <code>
/// using var model = SkipGram.Train(Corpus.Open("text.txt"), new SkipGramOptions { Dimensions = 100 });
/// model.Save("vectors.safetensors");
/// </code>
/// </summary>
public static class SkipGram
{
    /// <summary>Reads a corpus with the default options for words and trains on it. Use <see cref="TokenizedCorpus"/> and <see cref="SkipGramTrainer"/> for more choice.</summary>
    /// <inheritdoc cref="SkipGramTrainer.Train"/>
    /// <param name="corpus">The text.</param>
    /// <param name="options">What is trained and how.</param>
    /// <param name="progress">Hears of bytes read, then of words trained on and the running loss.</param>
    /// <param name="cancellation">Stops within a fraction of a second.</param>
    public static SkipGramModel Train(Corpus corpus, SkipGramOptions options, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        var reading = new TokenizedCorpusOptions { Threads = options.Threads };
        using var tokenized = TokenizedCorpus.Build(corpus, new TokenizerOptions(), new VocabularyOptions(), reading, progress, cancellation);
        return new SkipGramTrainer(tokenized, options).Train(progress, cancellation);
    }
}
