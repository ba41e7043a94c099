using Assay.Core.Claims;
using Assay.Core.Errors;
using Assay.Core.Progress;
using Assay.Core.Randomness;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Claims;

/// <summary>Text for claims that need some: the documentation of the SDK, or generated sentences where that is missing.</summary>
internal static class ClaimCorpus
{
    public static TokenizedCorpus Build(ClaimSettings settings, int words, IProgress<ProgressReport>? progress, CancellationToken cancellation)
    {
        Corpus corpus;
        try
        {
            corpus = Corpus.Open(SdkDocumentation.Specification);
        }
        catch (InputException)
        {
            corpus = Corpus.FromText(Sentences(settings.Seed));
        }
        return TokenizedCorpus.Build(
            corpus, new TokenizerOptions(), new VocabularyOptions { MaximumSize = words }, new TokenizedCorpusOptions { Threads = settings.Threads }, progress, cancellation);
    }

    /// <summary>What the text is, for the evidence.</summary>
    public static string Describe(TokenizedCorpus corpus) => corpus.Name == SdkDocumentation.Specification ? "the SDK's documentation" : "generated text, as the SDK's documentation is missing";

    private static IEnumerable<string> Sentences(ulong seed)
    {
        var random = new RandomStream(seed);
        for (var i = 0; i < 40_000; i++)
        {
            var topic = random.NextInt32(40);
            yield return string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"t{topic}w{Math.Min(random.NextInt32(30), random.NextInt32(30))}"));
        }
    }
}
