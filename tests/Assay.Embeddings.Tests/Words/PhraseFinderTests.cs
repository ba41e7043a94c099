using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Embeddings.Words;

namespace Assay.Embeddings.Tests.Words;

public sealed class PhraseFinderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-phrases-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void WordsThatBelongTogether_AreJoined_AndTheRestIsKept()
    {
        var random = new RandomStream(1);
        var lines = Enumerable.Range(0, 2_000).Select(i =>
            string.Join(' ', Enumerable.Range(0, 6).Select(_ => $"w{random.NextInt32(50)}")) + (i % 20 == 0 ? " new york times" : "")).ToArray();
        File.WriteAllLines(In("in.txt"), lines);
        var once = PhraseFinder.Run(In("in.txt"), In("one.txt"), new PhraseOptions { Threshold = 20 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("new_york", Assert.Single(once.Best, phrase => phrase.Phrase.StartsWith("new", StringComparison.Ordinal)).Phrase);
        Assert.Equal(100, once.Joined);
        Assert.EndsWith(" new_york times", File.ReadLines(In("one.txt")).First(), StringComparison.Ordinal);
        // The published score: (count(ab) − δ)·N / (count(a)·count(b)).
        Assert.Equal((100 - 5) * (double)once.Words / (100 * 100), once.Best[0].Score, 1e-9);

        var twice = PhraseFinder.Run(In("in.txt"), In("two.txt"), new PhraseOptions { Threshold = 20, Passes = 2 }, cancellation: TestContext.Current.CancellationToken);
        Assert.EndsWith(" new_york_times", File.ReadLines(In("two.txt")).First(), StringComparison.Ordinal);
        Assert.Equal(3, twice.Phrases); // york times scores as well in the first pass, but new york comes first in the line
        Assert.Equal(lines, File.ReadLines(In("two.txt")).Select(line => line.Replace('_', ' ')));
        Assert.Equal(3, Directory.GetFiles(_directory).Length);
        Assert.Equal(0, PhraseFinder.Run(In("in.txt"), In("none.txt"), new PhraseOptions { Threshold = 1e6 }, cancellation: TestContext.Current.CancellationToken).Joined);
        Assert.Equal(0, PhraseFinder.Run(In("in.txt"), In("none.txt"), new PhraseOptions { MinimumCount = 200 }, cancellation: TestContext.Current.CancellationToken).Joined);
    }

    [Fact]
    public void MissingOrEmptyText_IsOneSentence()
    {
        Assert.Contains("There is no file", Assert.Throws<InputException>(() => PhraseFinder.Run(In("none"), In("out"))).Message, StringComparison.Ordinal);
        File.WriteAllText(In("empty"), "\n \n");
        Assert.Contains("has no words", Assert.Throws<InputException>(() => PhraseFinder.Run(In("empty"), In("out"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(In("out")));
    }

    private string In(string name) => Path.Combine(_directory, name);
}
