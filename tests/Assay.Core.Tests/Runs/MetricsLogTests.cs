using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Core.Runs;

namespace Assay.Core.Tests.Runs;

public sealed class MetricsLogTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-metrics-").FullName;

    private string FilePath => Path.Combine(_directory, "metrics.jsonl");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Lines_AreThereAtOnce_AndReadBack()
    {
        using var log = MetricsLog.Open(FilePath);
        log.Append(1, TimeSpan.FromSeconds(0.5), ("loss", 0.1), ("rate", 1e6));
        Assert.Equal("{\"step\":1,\"seconds\":0.5,\"loss\":0.1,\"rate\":1000000}\n", ReadText());
        log.Append(2, TimeSpan.FromSeconds(1), ("loss", double.NaN), ("norm", double.PositiveInfinity), ("low", double.NegativeInfinity));
        var entries = MetricsLog.Read(FilePath);
        Assert.Equal([1L, 2L], entries.Select(entry => entry.Step));
        Assert.Equal(TimeSpan.FromSeconds(0.5), entries[0].Elapsed);
        Assert.Equal(0.1, entries[0].Values["loss"]);
        Assert.Equal((double.NaN, double.PositiveInfinity, double.NegativeInfinity), (entries[1].Values["loss"], entries[1].Values["norm"], entries[1].Values["low"]));
    }

    [Fact]
    public void KillAtAnyByte_CostsAtMostTheLastLine()
    {
        using (var log = MetricsLog.Open(FilePath))
            for (var step = 0; step < 5; step++) log.Append(step, TimeSpan.Zero, ("loss", step / 3.0));
        var whole = File.ReadAllBytes(FilePath);
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            var lines = whole.AsSpan(0, length).Count((byte)'\n');
            Assert.Equal(lines, MetricsLog.Read(FilePath).Count);
            using (var log = MetricsLog.Open(FilePath)) log.Append(99, TimeSpan.Zero);
            var steps = MetricsLog.Read(FilePath).Select(entry => entry.Step).ToArray();
            Assert.Equal([.. Enumerable.Range(0, lines).Select(step => (long)step), 99], steps);
        }
    }

    [Fact]
    public void ResumedRun_DropsWhatComesAgain()
    {
        using (var log = MetricsLog.Open(FilePath))
            for (var step = 10; step <= 50; step += 10) log.Append(step, TimeSpan.Zero);
        using (var log = MetricsLog.Open(FilePath, lastStep: 30)) log.Append(31, TimeSpan.Zero);
        Assert.Equal([10L, 20, 30, 31], MetricsLog.Read(FilePath).Select(entry => entry.Step));
    }

    [Theory]
    [InlineData("{\"seconds\":1}")]
    [InlineData("{\"step\":1}")]
    [InlineData("{\"step\":1.5,\"seconds\":1}")]
    [InlineData("{\"step\":1,\"seconds\":1e300}")]
    [InlineData("{\"step\":1,\"seconds\":1,\"loss\":\"much\"}")]
    [InlineData("[]")]
    [InlineData("")]
    public void DamagedLine_IsNamed(string line)
    {
        File.WriteAllText(FilePath, $"{{\"step\":1,\"seconds\":1}}\n{line}\n");
        Assert.Contains("metrics.jsonl, line 2: not a line of metrics", Assert.Throws<InputException>(() => MetricsLog.Read(FilePath)).Message, StringComparison.Ordinal);
        Assert.Contains("line 2", Assert.Throws<InputException>(() => MetricsLog.Open(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfAnotherKindOrNone_IsOneSentence()
    {
        Assert.Contains("There is no file", Assert.Throws<InputException>(() => MetricsLog.Read(FilePath)).Message, StringComparison.Ordinal);
        Assert.Contains("Cannot write", Assert.Throws<InputException>(() => MetricsLog.Open(_directory)).Message, StringComparison.Ordinal);
        Assert.Contains("Cannot read", Assert.Throws<InputException>(() => MetricsLog.Read(_directory)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(FilePath, new byte[2 << 20]);
        Assert.Contains("line 1: longer than", Assert.Throws<InputException>(() => MetricsLog.Read(FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NameThatEveryLineHas_IsRefused()
    {
        using var log = MetricsLog.Open(FilePath);
        Assert.Throws<ArgumentException>(() => log.Append(1, TimeSpan.Zero, ("step", 2)));
    }

    [Fact]
    public void MutatedLogs_GiveAResultOrOneSentence()
    {
        using (var log = MetricsLog.Open(FilePath))
            for (var step = 0; step < 5; step++) log.Append(step, TimeSpan.FromSeconds(step), ("loss", step / 3.0), ("bad", double.NaN));
        var good = File.ReadAllBytes(FilePath);
        var random = new RandomStream(8);
        var read = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.NextInt32(3); change >= 0; change--) bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            File.WriteAllBytes(FilePath, bytes);
            try
            {
                _ = MetricsLog.Read(FilePath);
                read++;
            }
            catch (InputException)
            {
            }
        }
        Assert.InRange(read, 1, 2_999);
    }

    private string ReadText()
    {
        using var reader = new StreamReader(new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
