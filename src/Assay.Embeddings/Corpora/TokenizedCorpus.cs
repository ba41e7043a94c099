using System.IO.MemoryMappedFiles;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Embeddings.Corpora.Internals;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Corpora;

/// <summary>
/// A corpus as a stream of word ids in a memory-mapped temporary file, with its vocabulary: 4 bytes a word on disk, of which the system keeps
/// in memory what fits. Words that are not in the vocabulary are left out, so that windows reach over them, as in word2vec.
/// </summary>
public sealed unsafe class TokenizedCorpus : IDisposable
{
    private readonly IdFile _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _pointer;

    internal TokenizedCorpus(string name, IdFile file, long length, WordVocabulary vocabulary, CorpusStatistics statistics)
    {
        Name = name;
        Length = length;
        Vocabulary = vocabulary;
        Statistics = statistics;
        _file = file;
        _mapping = MemoryMappedFile.CreateFromFile(file.Handle, null, length * sizeof(int), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, length * sizeof(int), MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
    }

    /// <summary>What the corpus was called.</summary>
    public string Name { get; }

    /// <summary>The words that have ids, with their counts.</summary>
    public WordVocabulary Vocabulary { get; }

    /// <summary>What was met while the text was read.</summary>
    public CorpusStatistics Statistics { get; }

    /// <summary>Number of ids in the stream, sentence ends included.</summary>
    public long Length { get; }

    /// <summary>Number of words in the stream.</summary>
    public long TokenCount => Statistics.TokensKept;

    /// <summary>
    /// The stream, shape [<see cref="Length"/>]: word ids, and −1 after each sentence that has a word (the last one included; never two in a row).
    /// Read-only memory, valid until <see cref="Dispose"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The corpus was disposed.</exception>
    public int* Ids => _pointer != null ? (int*)(_pointer + _view.PointerOffset) : throw new ObjectDisposedException(nameof(TokenizedCorpus));

    /// <summary>
    /// Reads a corpus once, on several threads: counts its words, cuts the vocabulary and turns the text into ids. The result does not depend on
    /// the number of threads. Memory: two to three times the different words of each thread (about 60 bytes each) and under 3 MB a thread for blocks.
    /// </summary>
    /// <param name="corpus">The text.</param>
    /// <param name="tokenizer">How it becomes words.</param>
    /// <param name="vocabulary">Which words are kept.</param>
    /// <param name="options">Threads, where the ids are kept, an earlier vocabulary.</param>
    /// <param name="progress">Hears of the bytes read.</param>
    /// <param name="cancellation">Stops between two blocks; nothing is left behind.</param>
    /// <exception cref="InputException">The corpus is missing, empty, binary or damaged, or no word is frequent enough.</exception>
    public static TokenizedCorpus Build(
        Corpus corpus, TokenizerOptions tokenizer, VocabularyOptions vocabulary, TokenizedCorpusOptions options,
        IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        tokenizer.Validate();
        vocabulary.Validate();
        options.Validate();
        return new CorpusBuilder(corpus, tokenizer, vocabulary, options).Build(progress, cancellation);
    }

    /// <summary>Reads a corpus with the default options.</summary>
    /// <inheritdoc cref="Build(Corpus, TokenizerOptions, VocabularyOptions, TokenizedCorpusOptions, IProgress{ProgressReport}?, CancellationToken)"/>
    public static TokenizedCorpus Build(Corpus corpus, IProgress<ProgressReport>? progress = null, CancellationToken cancellation = default) =>
        Build(corpus, new TokenizerOptions(), new VocabularyOptions(), new TokenizedCorpusOptions(), progress, cancellation);

    /// <summary>Unmaps and deletes the file of ids. <see cref="Ids"/> must not be used any more.</summary>
    public void Dispose()
    {
        if (_pointer == null) return;
        _pointer = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _mapping.Dispose();
        _file.Dispose();
    }
}
