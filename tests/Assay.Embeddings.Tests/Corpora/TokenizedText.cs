using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Corpora;

/// <summary>Builds small corpora and looks into them.</summary>
internal static class TokenizedText
{
    public static readonly VocabularyOptions Everything = new() { MinimumCount = 1 };

    public static TokenizedCorpus Build(string text, TokenizerOptions? tokenizer = null, VocabularyOptions? vocabulary = null, TokenizedCorpusOptions? options = null) =>
        TokenizedCorpus.Build(Corpus.FromText([text]), tokenizer ?? new(), vocabulary ?? Everything, options ?? new() { Threads = 1 });

    public static TokenizedCorpus BuildBytes(byte[] text, TokenizerOptions? tokenizer = null, VocabularyOptions? vocabulary = null, TokenizedCorpusOptions? options = null) =>
        TokenizedCorpus.Build(Corpus.Open("-", new MemoryStream(text)), tokenizer ?? new(), vocabulary ?? Everything, options ?? new() { Threads = 1 });

    public static unsafe int[] Ids(this TokenizedCorpus corpus) => new ReadOnlySpan<int>(corpus.Ids, (int)corpus.Length).ToArray();

    public static string[] Words(this WordVocabulary vocabulary) => [.. Enumerable.Range(0, vocabulary.Count).Select(id => vocabulary[id])];

    /// <summary>The text as it was understood: words with spaces between them, / for the end of a sentence.</summary>
    public static string Read(this TokenizedCorpus corpus) => string.Join(' ', corpus.Ids().Select(id => id < 0 ? "/" : corpus.Vocabulary[id]));
}
