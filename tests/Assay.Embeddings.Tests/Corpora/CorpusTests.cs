using System.IO.Compression;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Embeddings.Corpora;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Corpora;

/// <summary>Text from files and streams, good and bad.</summary>
public sealed class CorpusTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-corpus-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void PlainPackedStreamedAndSplitText_GiveTheSameIdsAndHash()
    {
        var text = Prose(4_000);
        var plain = Write("plain.txt", Encoding.UTF8.GetBytes(text));
        var packed = Write("packed", Gzip(text)); // told by its content, not by its name
        var half = text.IndexOf('\n', text.Length / 2) + 1;
        var members = Write("members.gz", [.. Gzip(text[..half]), .. Gzip(text[half..])]); // as cat a.gz b.gz makes it
        var parts = Directory.CreateDirectory(In("parts")).FullName;
        Directory.CreateDirectory(Path.Combine(parts, "deeper"));
        File.WriteAllText(Path.Combine(parts, "a.txt"), text[..half]);
        File.WriteAllBytes(Path.Combine(parts, "deeper", "b.gz"), Gzip(text[half..]));
        File.WriteAllText(Path.Combine(parts, ".hidden"), "not to be read");

        using var expected = Build(Corpus.Open(plain));
        foreach (var specification in new[] { packed, members, parts })
        {
            using var corpus = Build(Corpus.Open(specification));
            Assert.Equal(expected.Vocabulary.Words(), corpus.Vocabulary.Words());
            Assert.Equal(expected.Ids(), corpus.Ids());
            Assert.Equal(expected.Statistics.ContentHash, corpus.Statistics.ContentHash);
        }
        using var streamed = Build(Corpus.Open("-", new MemoryStream(Gzip(text))));
        Assert.Equal(expected.Ids(), streamed.Ids());
    }

    [Fact]
    public void StandardInput_IsReadOnlyOnce()
    {
        var corpus = Corpus.Open("-", new MemoryStream("a b a b\n"u8.ToArray()));
        Build(corpus).Dispose();
        Assert.Contains("already read", Assert.Throws<InputException>(() => Build(corpus)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no standard input", Assert.Throws<InputException>(() => Corpus.Open("-")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void GzipThatIsCutOff_IsDamaged_NotShorter(double share)
    {
        var whole = Gzip(Prose(4_000));
        Wrong(Write("cut.gz", whole[..(int)(whole.Length * share)]), "is damaged: the gzip data cannot be unpacked");
    }

    [Fact]
    public void GzipWithChangedBytes_IsDamagedOrText_NeverAnythingElse()
    {
        var whole = Gzip(Prose(400));
        var random = new RandomStream(1);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            var bytes = whole.ToArray();
            for (var changes = 1 + random.NextInt32(3); changes > 0; changes--) bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            try
            {
                Build(Corpus.Open("-", new MemoryStream(bytes))).Dispose();
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.True(refused > 100, $"only {refused} of 300 were noticed");
    }

    [Fact]
    public void WrongInput_IsOneSentenceThatNamesTheFile()
    {
        Wrong(In("none.txt"), "There is no file or directory");
        Wrong("", "has an empty name");
        Wrong(Directory.CreateDirectory(In("empty")).FullName, "holds no files");
        Wrong(Write("nothing.txt", []), "nothing.txt holds no words (0 bytes)");
        Wrong(Write("signs.txt", "... !!! ---\n\n"u8.ToArray()), "holds no words");
        Wrong(Write("program", [0x7F, (byte)'E', (byte)'L', (byte)'F', 1, 0, 0]), "is binary, not text (a NUL byte at offset 5)");
        Wrong(Write("latin1.txt", [.. Enumerable.Repeat((byte)0xE9, 2_000)]), "is not UTF-8 text (100 % of its first 2000 bytes are invalid)");
        Wrong(Write("utf16.txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("text")).ToArray()), "is UTF-16 text");
        Wrong(Write("text.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 1, 2]), "is packed (xz); unpack it first, e.g. xz -dc");
        Wrong(Write("text.zst", [0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3, 4]), "is packed (zstd)");
        Wrong(Write("text.bz2", "BZh91AY&SY"u8.ToArray()), "is packed (bzip2)");
        Wrong(Write("text.zip", "PK\u0003\u0004...."u8.ToArray()), "is packed (zip)");
        var message = Assert.Throws<InputException>(() => TokenizedCorpus.Build(Corpus.FromText(["a b c"]), new TokenizerOptions(), new VocabularyOptions { MinimumCount = 2 }, new TokenizedCorpusOptions())).Message;
        Assert.Contains("No word of the corpus text occurs at least 2 times (3 words, 3 different)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatCannotBeRead_IsNamed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "makes a link to itself, which Windows does not allow everyone");
        File.CreateSymbolicLink(In("loop.txt"), In("loop.txt"));
        var message = Assert.Throws<InputException>(() => Build(Corpus.FromFiles(In("loop.txt")))).Message;
        Assert.Contains("loop.txt", message, StringComparison.Ordinal);
        // A directory in place of a file is refused by the system only when it is read.
        var directory = Directory.CreateDirectory(In("folder.txt")).FullName;
        Assert.Contains("folder.txt", Assert.Throws<InputException>(() => Build(Corpus.FromFiles(directory))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InvalidUtf8_IsCountedAndLeftOut()
    {
        byte[] text = [.. "good words \xE2\x82\xAC and more words to outweigh the bad ones "u8, 0xFF, (byte)' ', .. "cut"u8, 0xE2, 0x82, (byte)' ', .. "end\n"u8];
        using var corpus = Build(Corpus.Open("-", new MemoryStream(text)));
        Assert.Equal(2, corpus.Statistics.InvalidSequences);
        Assert.Contains("end", corpus.Vocabulary.Words());
    }

    [Fact]
    public void EachVocabularyOption_ChangesTheVocabulary()
    {
        string[] text = ["a a a b b c"];
        string[] Words(VocabularyOptions options)
        {
            using var corpus = TokenizedCorpus.Build(Corpus.FromText(text), new TokenizerOptions(), options, new TokenizedCorpusOptions());
            return [.. corpus.Vocabulary.Words()];
        }
        Assert.Equal(["a", "b", "c"], Words(new VocabularyOptions { MinimumCount = 1 }));
        Assert.Equal(["a", "b"], Words(new VocabularyOptions { MinimumCount = 2 }));
        Assert.Equal(["a"], Words(new VocabularyOptions { MinimumCount = 1, MaximumSize = 1 }));
    }

    [Fact]
    public void EachTokenizerOption_ChangesTheWords()
    {
        string Words(TokenizerOptions options)
        {
            using var corpus = TokenizedCorpus.Build(Corpus.FromText(["Say C-3 (or R2) twice"]), options, new VocabularyOptions { MinimumCount = 1 }, new TokenizedCorpusOptions());
            return string.Join(' ', corpus.Vocabulary.Words().Order(StringComparer.Ordinal));
        }
        Assert.Equal("3 c or r2 say twice", Words(new TokenizerOptions()));
        Assert.Equal("3 C R2 Say or twice", Words(new TokenizerOptions { LowerCase = false }));
        Assert.Equal("or r2 say twice", Words(new TokenizerOptions { MinimumLength = 2 }));
        Assert.Equal("(or c-3 r2) say twice", Words(new TokenizerOptions { Boundaries = WordBoundaries.Whitespace }));
        Assert.Equal("0 c or r0 say twice", Words(new TokenizerOptions { Digits = DigitHandling.Zero }));
        Assert.DoesNotContain('3', Words(new TokenizerOptions { Digits = DigitHandling.Drop }));
    }

    [Fact]
    public void GrownVocabulary_KeepsTheOldIds_AndAddsNewWordsBehind()
    {
        using var first = Build(Corpus.FromText(["b b b a a c"]));
        using var fixedWords = TokenizedCorpus.Build(Corpus.FromText(["d d d d a"]), new TokenizerOptions(), new VocabularyOptions { MinimumCount = 1 }, new TokenizedCorpusOptions { Vocabulary = first.Vocabulary });
        Assert.Equal(["b", "a", "c"], fixedWords.Vocabulary.Words());
        using var grown = TokenizedCorpus.Build(Corpus.FromText(["d d d d a e"]), new TokenizerOptions(), new VocabularyOptions { MinimumCount = 2 }, new TokenizedCorpusOptions { Vocabulary = first.Vocabulary, GrowVocabulary = true });
        Assert.Equal(["b", "a", "c", "d"], grown.Vocabulary.Words());
    }

    private static TokenizedCorpus Build(Corpus corpus) =>
        TokenizedCorpus.Build(corpus, new TokenizerOptions(), new VocabularyOptions { MinimumCount = 1 }, new TokenizedCorpusOptions { Threads = 2 });

    private static void Wrong(string specification, string expected)
    {
        var message = Assert.Throws<InputException>(() => Build(Corpus.Open(specification))).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static string Prose(int sentences)
    {
        var random = new RandomStream(5);
        return string.Concat(Enumerable.Range(0, sentences).Select(_ => string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"word{random.NextInt32(500)}")) + "\n"));
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(In(name), bytes);
        return In(name);
    }

    private string In(string name) => Path.Combine(_directory, name);
}
