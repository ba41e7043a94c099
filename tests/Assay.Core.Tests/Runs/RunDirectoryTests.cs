using System.Collections.Immutable;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Core.Runs;

namespace Assay.Core.Tests.Runs;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-runs-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static RunManifest Manifest => new()
    {
        Command = "assay embeddings train",
        Seed = ulong.MaxValue,
        Options = Texts(("dimensions", "100"), ("corpus", "ä \"x\".txt")),
        Versions = Texts(("assay", "0.1.0")),
        DataHashes = Texts(("corpus", "sha256:00ff")),
        Started = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    [Fact]
    public void Create_MakesTheDirectoryWithItsParents_AndOpenFindsIt()
    {
        var path = Path.Combine(_directory, "a", "b");
        var run = RunDirectory.Create(path);
        Assert.True(Directory.Exists(path));
        Assert.False(RunDirectory.IsRun(path));
        Manifest.Write(run.ManifestPath);
        Assert.True(RunDirectory.IsRun(path));
        Assert.Equal(Path.Combine(path, "model.safetensors"), RunDirectory.Open(path).ModelPath);
        string[] names = [run.ManifestPath, run.MetricsPath, run.CheckpointPath, run.ModelPath, run.ReportPath];
        Assert.Equal(["run.json", "metrics.jsonl", "checkpoint.safetensors", "model.safetensors", "report.html"], names.Select(Path.GetFileName));
    }

    [Fact]
    public void WrongDirectories_AreOneSentence()
    {
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");
        AssertSays("it is a file", () => RunDirectory.Create(file));
        AssertSays("Cannot make the run directory", () => RunDirectory.Create(Path.Combine(file, "below")));
        AssertSays("There is no run directory", () => RunDirectory.Open(Path.Combine(_directory, "none")));
        AssertSays("it has no run.json", () => RunDirectory.Open(_directory));
        Manifest.Write(Path.Combine(_directory, "run.json"));
        AssertSays("holds a run already", () => RunDirectory.Create(_directory));
    }

    [Fact]
    public void Manifest_IsReadBackAsItWas()
    {
        var path = Path.Combine(_directory, "run.json");
        var written = Manifest;
        written.Write(path);
        var read = RunManifest.Read(path);
        Assert.Equal(written.Options, read.Options);
        Assert.Equal(written.Versions, read.Versions);
        Assert.Equal(written.DataHashes, read.DataHashes);
        Assert.Equal(written, read with { Options = written.Options, Versions = written.Versions, DataHashes = written.DataHashes });
        Assert.Equal(RunMachine.ThisOne(), read.Machine);
    }

    [Theory]
    [InlineData("\"seed\"", "\"sea\"", "the field 'seed' is missing")]
    [InlineData("\"seed\": 18446744073709551615", "\"seed\": -1", "'seed' is no whole number")]
    [InlineData("\"seed\": 18446744073709551615", "\"seed\": \"x\"", "'seed' is String where Number belongs")]
    [InlineData("\"dimensions\": \"100\"", "\"dimensions\": 100", "'options.dimensions' is no text")]
    [InlineData("2026-01-02", "yesterday", "'started' is no ISO 8601 time")]
    [InlineData("\"format_version\": 1", "\"format_version\": 9", "its format_version is 9")]
    [InlineData("\"command\"", "command", "line 3: not valid JSON")]
    public void DamagedManifest_IsOneSentence(string good, string bad, string expected)
    {
        var path = Path.Combine(_directory, "run.json");
        Manifest.Write(path);
        File.WriteAllText(path, File.ReadAllText(path).Replace(good, bad, StringComparison.Ordinal));
        AssertSays(expected, () => RunManifest.Read(path));
    }

    [Fact]
    public void ManifestThatIsNoObjectOrNotThere_IsOneSentence()
    {
        var path = Path.Combine(_directory, "run.json");
        AssertSays("There is no file", () => RunManifest.Read(path));
        File.WriteAllText(path, "[]");
        AssertSays("Array where a JSON object belongs", () => RunManifest.Read(path));
        AssertSays("Cannot read", () => RunManifest.Read(_directory));
        File.WriteAllBytes(path, new byte[(16 << 20) + 1]);
        AssertSays("too many for a run.json", () => RunManifest.Read(path));
    }

    [Fact]
    public void MutatedManifests_GiveAResultOrOneSentence()
    {
        var path = Path.Combine(_directory, "run.json");
        Manifest.Write(path);
        var good = File.ReadAllBytes(path);
        var random = new RandomStream(6);
        var read = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.NextInt32(3); change >= 0; change--)
            {
                var at = random.NextInt32(bytes.Length);
                if (random.NextInt32(4) > 0) bytes[at] = (byte)random.NextInt32(256);
                else bytes = [.. bytes[..at], .. "\\ud800"u8, .. bytes[at..]];
            }
            File.WriteAllBytes(path, bytes);
            try
            {
                _ = RunManifest.Read(path);
                read++;
            }
            catch (InputException)
            {
            }
        }
        Assert.InRange(read, 1, 2_999);
    }

    private static void AssertSays(string expected, Action action) =>
        Assert.Contains(expected, Assert.Throws<InputException>(action).Message, StringComparison.Ordinal);

    private static ImmutableSortedDictionary<string, string> Texts(params (string Key, string Value)[] texts) =>
        texts.ToImmutableSortedDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal);
}
