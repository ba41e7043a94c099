using System.Text;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;
using CsCheck;

namespace Assay.Embeddings.Tests.Corpora;

public class TokenizedCorpusTests
{
    private static readonly Gen<TokenizerOptions> Options =
        Gen.Select(Gen.Bool, Gen.Enum<WordBoundaries>(), Gen.Enum<DigitHandling>(), Gen.Int[1, 3], (lower, boundaries, digits, length) =>
            new TokenizerOptions { LowerCase = lower, Boundaries = boundaries, Digits = digits, MinimumLength = length });

    [Fact]
    public void RandomUnicodeText_EqualsNaiveTwin() =>
        Gen.Select(RandomText.Texts(80), Options, Gen.Int[1, 2], Gen.Int[1, 3]).Sample((text, tokenizer, minimum, threads) =>
        {
            text = text.Trim('\uFEFF', ' ', '\n');
            var vocabulary = new VocabularyOptions { MinimumCount = minimum };
            var expected = NaiveTokenizer.Ids(NaiveTokenizer.Sentences(text, tokenizer), vocabulary);
            if (expected.Ids.Count == 0) return;
            using var corpus = TokenizedCorpus.Build(Corpus.FromText(text.Split('\n')), tokenizer, vocabulary, new() { Threads = threads });
            Assert.Equal(expected.Vocabulary.Select(entry => entry.Word), corpus.Vocabulary.Words());
            Assert.Equal(expected.Vocabulary.Select(entry => entry.Count), corpus.Vocabulary.Counts.ToArray());
            Assert.Equal(expected.Ids, corpus.Ids());
        }, iter: 3000, threads: 2);

    [Fact]
    public void Prose_IsSplitSensibly()
    {
        using var corpus = TokenizedText.Build("\"Don't panic,\" said Ford (in 1979). It cost £3.50, e.g. 1,000 times; C# and UTF-8\r\nThe end");
        Assert.Equal("don't panic said ford in 1979 it cost 3.50 e g 1,000 times c and utf 8 / the end /", corpus.Read());
    }
}
