using System.Text;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Words;

/// <summary>Vocabularies in files.</summary>
public class VocabularyFileTests
{
    [Fact]
    public void SavedAndLoaded_IsTheSame()
    {
        var vocabulary = WordVocabulary.FromWords(["the", "größe", "語", "a b"], [40, 3, 2, 1]);
        using var stream = new MemoryStream();
        vocabulary.Save(stream);
        stream.Position = 0;
        var read = WordVocabulary.Load(stream, "words.tsv");
        Assert.Equal(["the", "größe", "語", "a b"], Enumerable.Range(0, read.Count).Select(id => read[id]));
        Assert.Equal(vocabulary.Counts, read.Counts);
        Assert.Equal(46, read.TotalCount);
    }

    [Theory]
    [InlineData("", "words.tsv: an empty vocabulary")]
    [InlineData("a\t1\nb\n", "words.tsv, line 2: expected a word, a tab and its count")]
    [InlineData("a\tmany\n", "words.tsv, line 1: expected a word, a tab and its count")]
    [InlineData("a\t-1\n", "words.tsv, line 1: expected a word, a tab and its count")]
    [InlineData("\t1\n", "words.tsv, line 1: expected a word, a tab and its count")]
    [InlineData("a\t1\na\t2\n", "words.tsv, line 2: the word 'a' stands there twice")]
    [InlineData("a\t9223372036854775807\nb\t1\n", "words.tsv, line 2: the counts add up to more than")]
    public void WrongLine_IsNamed(string text, string expected)
    {
        var message = Assert.Throws<InputException>(() => Load(Encoding.UTF8.GetBytes(text))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void LineOfInvalidUtf8_OrWithoutAnEnd_IsNamed()
    {
        Assert.Contains("line 1: the word is not valid UTF-8", Assert.Throws<InputException>(() => Load([0xFF, (byte)'\t', (byte)'1'])).Message, StringComparison.Ordinal);
        Assert.Contains("line 1: longer than", Assert.Throws<InputException>(() => Load([.. Enumerable.Repeat((byte)'x', 200_000)])).Message, StringComparison.Ordinal);
        Assert.Contains("none.tsv", Assert.Throws<InputException>(() => WordVocabulary.Load("none.tsv")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MutatedFile_GivesAVocabularyOrOneSentence()
    {
        var good = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 30).Select(i => $"wörd{i}\t{1000 - i}\n")));
        var random = new RandomStream(3);
        var (loaded, refused) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = good.ToList();
            for (var changes = 1 + random.NextInt32(4); changes > 0 && bytes.Count > 0; changes--)
            {
                var place = random.NextInt32(bytes.Count);
                switch (random.NextInt32(4))
                {
                    case 0: bytes[place] = (byte)random.NextInt32(256); break;
                    case 1: bytes.RemoveAt(place); break;
                    case 2: bytes.Insert(place, ((byte[])[9, 10, 48, 0xFF])[random.NextInt32(4)]); break;
                    default: bytes.RemoveRange(place, bytes.Count - place - 1); break;
                }
            }
            try
            {
                Assert.True(Load([.. bytes]).Count > 0);
                loaded++;
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.True(loaded > 100 && refused > 100, $"{loaded} loaded, {refused} refused");
    }

    private static WordVocabulary Load(byte[] bytes) => WordVocabulary.Load(new MemoryStream(bytes), "words.tsv");
}
