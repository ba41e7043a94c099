using System.Text;
using Assay.Core.Randomness;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Training;

/// <summary>Generated text in which words of one topic occur together: a&lt;topic&gt;x&lt;number&gt;.</summary>
internal static class SmallCorpus
{
    public const int Topics = 6;

    public static TokenizedCorpus Build(int sentences = 3_000, ulong seed = 3) =>
        TokenizedCorpus.Build(Corpus.FromText(Sentences(sentences, seed)), new TokenizerOptions(), new VocabularyOptions { MinimumCount = 1 }, new TokenizedCorpusOptions { Threads = 2 });

    public static IEnumerable<string> Sentences(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        var line = new StringBuilder();
        for (var sentence = 0; sentence < count; sentence++)
        {
            line.Clear();
            var topic = (char)('a' + random.NextInt32(Topics));
            for (var word = 3 + random.NextInt32(10); word > 0; word--)
                line.Append(random.NextInt32(5) == 0 ? "the " : $"{topic}{(char)('p' + Math.Min(random.NextInt32(8), random.NextInt32(8)))} ");
            yield return line.ToString();
        }
    }
}
