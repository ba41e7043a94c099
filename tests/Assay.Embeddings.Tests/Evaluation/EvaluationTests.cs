using Assay.Core.Errors;
using Assay.Core.Memory;
using Assay.Core.Randomness;
using Assay.Embeddings.Evaluation;
using Assay.Embeddings.Vectors;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Evaluation;

public sealed class EvaluationTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-evaluation-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Analogies_AgreeWithAskingThemOneByOne()
    {
        using var vectors = Random(700, 6);
        var random = new RandomStream(3);
        var lines = new List<string> { ": first" };
        for (var i = 0; i < 300; i++)
        {
            var (a, b, c) = ($"w{random.NextInt32(700)}", $"w{random.NextInt32(700)}", $"w{random.NextInt32(700)}");
            // Half of the questions have the answer that the vectors give.
            lines.Add($"{a} {b} {c} {(i % 2 == 0 ? vectors.Analogy(a, b, c)[0].Word : $"w{random.NextInt32(700)}")}");
            if (i == 100) lines.Add(": second");
            if (i % 10 == 0) lines.Add($"{a} {b} {c} unknown");
        }
        var file = Write("questions.txt", [.. lines]);
        var result = AnalogyEvaluation.Run(vectors, file, cancellation: TestContext.Current.CancellationToken);
        var expected = lines.Where(line => line[0] != ':' && !line.EndsWith("unknown", StringComparison.Ordinal)).Select(line => line.Split(' '))
            .Count(words => vectors.Analogy(words[0], words[1], words[2])[0].Word == words[3]);
        Assert.Equal(expected, result.Correct);
        Assert.InRange(expected, 150, 200);
        Assert.Equal(300, result.Answered);
        Assert.Equal(330, result.Total);
        Assert.Equal(["first", "second"], result.Sections.Select(section => section.Name));
        Assert.Equal((101, 111), (result.Sections[0].Answered, result.Sections[0].Total));
    }

    [Fact]
    public void Restriction_AndCase_ChangeWhatIsAnswered()
    {
        using var vectors = Random(100, 6);
        var file = Write("questions.txt", "w0 w1 w2 w3", "W0 W1 W2 w90");
        Assert.Equal(2, AnalogyEvaluation.Run(vectors, file, cancellation: TestContext.Current.CancellationToken).Answered);
        Assert.Equal(1, AnalogyEvaluation.Run(vectors, file, new AnalogyOptions { RestrictTo = 50 }, cancellation: TestContext.Current.CancellationToken).Answered);
        Assert.Equal(1, AnalogyEvaluation.Run(vectors, file, new AnalogyOptions { LowerCase = false }, cancellation: TestContext.Current.CancellationToken).Answered);
    }

    [Theory]
    [InlineData("\t", "")]
    [InlineData(",", "word1,word2,score")]
    [InlineData(" ", "# judged by nobody")]
    public void Similarities_ReadTheUsualForms(string separator, string first)
    {
        using var vectors = Random(10, 3);
        double[] cosines = [.. Enumerable.Range(1, 6).Select(id => (double)vectors.Similarity("w0", $"w{id}"))];
        string[] lines = [first, .. cosines.Select((cosine, i) => $"w0{separator}W{i + 1}{separator}{(100 * cosine).ToString("R", System.Globalization.CultureInfo.InvariantCulture)}"), $"w0{separator}none{separator}3"];
        var result = SimilarityEvaluation.Run(vectors, Write("judgements.txt", lines));
        Assert.Equal(1, result.Spearman, 1e-9);
        Assert.Equal(1, result.Pearson, 1e-4);
        Assert.Equal((6, 1), (result.Pairs, result.Missing));
    }

    [Fact]
    public void WrongFiles_AreOneSentence()
    {
        using var vectors = Random(10, 3);
        Assert.Contains("line 2: 3 words, expected four", Error(() => AnalogyEvaluation.Run(vectors, Write("a", "w0 w1 w2 w3", "w0 w1 w2"))), StringComparison.Ordinal);
        Assert.Contains("no analogy questions", Error(() => AnalogyEvaluation.Run(vectors, Write("a", ": section"))), StringComparison.Ordinal);
        Assert.Contains("There is no file", Error(() => AnalogyEvaluation.Run(vectors, Path.Combine(_directory, "none"))), StringComparison.Ordinal);
        Assert.Contains("line 2: expected two words and a number", Error(() => SimilarityEvaluation.Run(vectors, Write("s", "w0 w1 3", "w0 w1"))), StringComparison.Ordinal);
        Assert.Contains("no judgements", Error(() => SimilarityEvaluation.Run(vectors, Write("s", ""))), StringComparison.Ordinal);
        Assert.Contains("too few to correlate", Error(() => SimilarityEvaluation.Run(vectors, Write("s", "x y 3", "u v 2"))), StringComparison.Ordinal);
    }

    private static string Error(Action action) => Assert.Throws<InputException>(action).Message;

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    private static WordVectors Random(int count, int dimensions)
    {
        var random = new RandomStream(5);
        var matrix = new NativeMatrix(count, dimensions);
        for (var row = 0; row < count; row++)
        {
            foreach (ref var value in matrix.Row(row)) value = (float)random.NextGaussian();
        }
        return WordVectors.Create(WordVocabulary.FromWords([.. Enumerable.Range(0, count).Select(id => $"w{id}")], new long[count]), matrix);
    }
}
