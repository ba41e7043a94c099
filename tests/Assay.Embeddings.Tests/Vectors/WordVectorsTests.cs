using System.Text;
using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Randomness;
using Assay.Embeddings.Queries;
using Assay.Embeddings.Vectors;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Vectors;

public sealed class WordVectorsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-vectors-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("a.safetensors")]
    [InlineData("a.bin")]
    [InlineData("a.txt")]
    [InlineData("a.vec")]
    public void SavedAndOpened_IsTheSame_BitForBit(string name)
    {
        using var vectors = Random(200, 33);
        vectors.Save(In(name));
        using var read = WordVectors.Open(In(name));
        Assert.Equal(vectors.Count, read.Count);
        for (var id = 0; id < vectors.Count; id++)
        {
            Assert.Equal(vectors.Word(id), read.Word(id));
            Assert.True(vectors[id].SequenceEqual(read[id]), $"row {id}");
            Assert.True(read.TryGetId(vectors.Word(id), out var found) && found == id);
        }
        Assert.False(read.TryGetId("nowhere", out _));
        Assert.Equal(vectors.Nearest("w7", 5), read.Nearest("w7", 5));
    }

    [Fact]
    public void BinaryWithoutLineBreaks_IsRead()
    {
        using var vectors = Random(20, 5);
        vectors.Save(In("a.bin"));
        // gensim ends no vector with a line break.
        using (var stream = new BinaryWriter(File.Create(In("b.bin"))))
        {
            stream.Write("20 5\n"u8);
            for (var id = 0; id < 20; id++)
            {
                stream.Write(Encoding.UTF8.GetBytes(vectors.Word(id) + " "));
                foreach (var value in vectors[id]) stream.Write(value);
            }
        }
        using var read = WordVectors.Open(In("b.bin"));
        Assert.True(vectors[19].SequenceEqual(read[19]));
    }

    [Fact]
    public void Nearest_AgreesWithAllCosinesComputedOneByOne()
    {
        using var vectors = Random(9_001, 19); // enough for two threads, and no multiple of the tile
        foreach (var query in new[] { 0, 4_000, 9_000 })
        {
            var expected = Enumerable.Range(0, vectors.Count).Where(id => id != query)
                .OrderByDescending(id => vectors.Similarity(vectors.Word(query), vectors.Word(id))).Take(12).Select(vectors.Word);
            var found = vectors.Nearest(vectors.Word(query), 12);
            Assert.Equal(expected, found.Select(neighbour => neighbour.Word));
            Assert.All(found, neighbour => Assert.Equal(vectors.Similarity(vectors.Word(query), neighbour.Word), neighbour.Similarity, 1e-5));
        }
        Assert.Equal(vectors.Nearest("w1", 4), vectors.Nearest((string[])["w9", "w1"], 4)[1]);
    }

    [Theory]
    [InlineData(9_001, 19, 10)]
    [InlineData(5, 3, 10)]
    [InlineData(300, 1, 7)] // every cosine is 1 or −1: nothing but ties
    [InlineData(50, 1_100, 50)]
    public void SearchThroughRoundedRows_GivesTheSameBitsAsTheExactOne(int words, int dimensions, int top)
    {
        using var exact = Random(words, dimensions);
        using var rounded = Random(words, dimensions);
        rounded.Nearest("w0", 1); // the second search and all later ones go through the rounded rows
        var first = exact.Nearest("w1", top); // the first search of these is exact
        Assert.Equal(first, rounded.Nearest("w1", top));
        Assert.Equal(first, exact.Nearest("w1", top));
    }

    [Fact]
    public void Analogy_AgreesWithItsFormulas()
    {
        using var vectors = Random(300, 8);
        var cos = (int left, int right) => vectors.Similarity(vectors.Word(left), vectors.Word(right));
        var candidates = Enumerable.Range(3, 297).ToArray();
        Assert.Equal(vectors.Word(candidates.MaxBy(x => cos(x, 1) - cos(x, 0) + cos(x, 2))), vectors.Analogy("w0", "w1", "w2")[0].Word);
        Assert.Equal(
            vectors.Word(candidates.MaxBy(x => (1 + cos(x, 1)) * (1 + cos(x, 2)) / 2 / (1 + cos(x, 0) + 0.002))),
            vectors.Analogy("w0", "w1", "w2", method: AnalogyMethod.CosMul)[0].Word);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Disposed_RefusesInsteadOfReadingFreedMemory(bool mapped)
    {
        var vectors = Random(30, 4);
        if (mapped)
        {
            vectors.Save(In("m.safetensors"));
            vectors.Dispose();
            vectors = WordVectors.Open(In("m.safetensors"));
        }
        vectors.Nearest("w1", 3);
        vectors.Dispose();
        vectors.Dispose();
        Assert.Throws<ObjectDisposedException>(() => vectors[0].Length);
        Assert.Throws<ObjectDisposedException>(() => vectors.Nearest("w1", 3));
        Assert.Throws<ObjectDisposedException>(() => vectors.Similarity("w1", "w2"));
        Assert.Throws<ObjectDisposedException>(() => vectors.Analogy("w1", "w2", "w3", method: AnalogyMethod.CosMul));
    }

    [Fact]
    public void LentVectors_OutliveTheModelThatNobodyHolds()
    {
        var vectors = LendAndForget(out var expected);
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        // Freed memory would be handed out again and overwritten here.
        using var other = new NativeMatrix(64, 100);
        for (var row = 0; row < other.Rows; row++) other.Row(row).Fill(float.NaN);
        Assert.Equal(expected, vectors[7].ToArray());
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WordVectors LendAndForget(out float[] expected)
    {
        var matrix = new NativeMatrix(64, 100);
        for (var i = 0; i < 64; i++) matrix.Row(i).Fill(i);
        expected = matrix.Row(7).ToArray();
        return WordVectors.Lend(WordVocabulary.FromWords([.. Enumerable.Range(0, 64).Select(i => $"w{i}")], [.. Enumerable.Repeat(1L, 64)]), matrix);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 17)]
    public void TinyVocabularies_AnswerWhatThereIs(int words, int dimensions)
    {
        using var vectors = Random(words, dimensions);
        Assert.Equal(words - 1, vectors.Nearest("w0", 10).Count);
        Assert.All(vectors.Nearest("w0", 10), neighbour => Assert.NotEqual("w0", neighbour.Word));
        Assert.Equal(words, vectors.Nearest(vectors[0], 10).Count);
    }

    [Fact]
    public void VectorOfZeros_IsLikeNothing()
    {
        using var vectors = Make(("zero", [0, 0]), ("a", [1, 0]), ("b", [0.5f, 0.1f]));
        Assert.All(vectors.Nearest("zero", 2), neighbour => Assert.Equal(0, neighbour.Similarity));
        Assert.Equal(0, vectors.Similarity("zero", "a"));
        Assert.Equal("b", vectors.Nearest("a", 1)[0].Word);
    }

    [Fact]
    public void OddOneOut_IsTheOneFarFromTheMean()
    {
        using var vectors = Make(("a", [1, 0, 0.1f]), ("b", [1, 0.1f, 0]), ("c", [0.9f, 0, 0]), ("far", [-0.2f, 1, 0]));
        Assert.Equal("far", vectors.OddOneOut(["a", "far", "b", "c"]));
        Assert.Throws<InputException>(() => vectors.OddOneOut(["a", "b"]));
    }

    [Theory]
    [InlineData("straem", "stream")]
    [InlineData("Stream", "stream")]
    [InlineData("strem", "stream")]
    public void UnknownWord_IsAnsweredWithTheNearestSpelling(string typed, string expected)
    {
        using var vectors = Make(("socket", [1f, 0]), ("stream", [0f, 1]), ("file", [1f, 1]));
        var error = Assert.Throws<InputException>(() => vectors.Nearest(typed));
        Assert.Contains($"'{typed}' is not among the 3 words; the nearest spellings are {expected}.", error.Message, StringComparison.Ordinal);
        Assert.Contains("no word is spelt like it", Assert.Throws<InputException>(() => vectors.Id("qqqqqqqq")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 2\na 1 2\nb 1 2\n", "after 2 of the 3 words")]
    [InlineData("2 2\na 1 2\nb 1\n", "line 3: 1 numbers, expected 2")]
    [InlineData("2 2\na 1 2\nb 1 2 3\n", "line 3: more than 2 numbers")]
    [InlineData("2 2\na 1 2\nb 1 x\n", "line 3, number 2: 'x' is not a finite number")]
    [InlineData("2 2\na 1 2\nb 1 NaN\n", "line 3, number 2: 'NaN'")]
    [InlineData("2 2\na 1 2\nb 1 1e99\n", "line 3, number 2: '1e99'")]
    [InlineData("2 2\na 1 2\na 1 2\n", "occurs twice")]
    [InlineData("1 2\na 1 2\nb 1 2\n", "goes on after the 1 words")]
    [InlineData("0 2\n", "holds no words")]
    [InlineData("999999999999 2\na 1 2\n", "are claimed, but the file has only")]
    [InlineData("2 999999999\na 1 2\n", "holds no word vectors")]
    [InlineData("hello\n", "holds no word vectors")]
    [InlineData("", "holds no word vectors")]
    public void WrongTextFile_IsOneSentenceWithThePlace(string text, string expected)
    {
        File.WriteAllText(In("x.txt"), text);
        var error = Assert.Throws<InputException>(() => WordVectors.Open(In("x.txt")));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("x.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherWrongFiles_AreOneSentence()
    {
        using var vectors = Random(50, 4);
        vectors.Save(In("a.bin"));
        File.WriteAllBytes(In("cut.bin"), File.ReadAllBytes(In("a.bin"))[..^9]);
        Assert.Contains("49 of the 50 words", Assert.Throws<InputException>(() => WordVectors.Open(In("cut.bin"))).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", Assert.Throws<InputException>(() => WordVectors.Open(In("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("has no model.safetensors", Assert.Throws<InputException>(() => WordVectors.Open(_directory)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(In("x.gz"), [0x1F, 0x8B, 8, 0]);
        Assert.Contains("gunzip", Assert.Throws<InputException>(() => WordVectors.Open(In("x.gz"))).Message, StringComparison.Ordinal);
        Assert.Contains("end it in", Assert.Throws<InputException>(() => vectors.Save(In("x.doc"))).Message, StringComparison.Ordinal);
        using var spaced = Make(("two words", [1f]), ("b", [1f]));
        Assert.Contains("white space", Assert.Throws<InputException>(() => spaced.Save(In("x.txt"))).Message, StringComparison.Ordinal);
        Core.Safetensors.SafetensorsWriter.Write(In("other.safetensors"), [Core.Safetensors.TensorSource.Of("a", new float[2])]);
        Assert.Contains("not word vectors", Assert.Throws<InputException>(() => WordVectors.Open(In("other.safetensors"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.safetensors")]
    [InlineData("a.bin")]
    [InlineData("a.txt")]
    public void MutatedFiles_GiveAResultOrOneSentence(string name)
    {
        using var vectors = Random(12, 3);
        vectors.Save(In(name));
        var good = File.ReadAllBytes(In(name));
        var random = new RandomStream(6);
        var opened = 0;
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = good[..(random.NextInt32(4) == 0 ? random.NextInt32(good.Length) : good.Length)];
            for (var change = random.NextInt32(3); change >= 0 && bytes.Length > 0; change--) bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            File.WriteAllBytes(In(name), bytes);
            try
            {
                using var read = WordVectors.Open(In(name));
                for (var id = 0; id < read.Count; id++) _ = read.Word(id).Length + read[id].Length;
                _ = read.TryGetId("w3", out _);
                _ = read.Nearest(read.Word(0), 3);
                opened++;
            }
            catch (InputException)
            {
            }
        }
        Assert.InRange(opened, 1, 1_999);
    }

    private string In(string name) => Path.Combine(_directory, name);

    private static WordVectors Random(int count, int dimensions)
    {
        var random = new RandomStream(2);
        var matrix = new NativeMatrix(count, dimensions);
        for (var row = 0; row < count; row++)
        {
            foreach (ref var value in matrix.Row(row)) value = (float)random.NextGaussian();
        }
        return WordVectors.Create(WordVocabulary.FromWords([.. Enumerable.Range(0, count).Select(id => $"w{id}")], [.. Enumerable.Range(0, count).Select(id => (long)count - id)]), matrix);
    }

    private static WordVectors Make(params (string Word, float[] Vector)[] entries)
    {
        var matrix = new NativeMatrix(entries.Length, entries[0].Vector.Length);
        for (var row = 0; row < entries.Length; row++) entries[row].Vector.CopyTo(matrix.Row(row));
        return WordVectors.Create(WordVocabulary.FromWords([.. entries.Select(entry => entry.Word)], new long[entries.Length]), matrix);
    }
}
