using Assay.Core.Errors;
using Assay.Core.Files;

namespace Assay.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-files-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Write_ReplacesTheContent_AndLeavesNothingElse()
    {
        var path = Path.Combine(_directory, "a.txt");
        AtomicFile.WriteAllText(path, "first");
        AtomicFile.WriteAllText(path, "second");
        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Fact]
    public void FailureWhileWriting_LeavesTheOldFileAsItWas()
    {
        var path = Path.Combine(_directory, "a.txt");
        AtomicFile.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Fact]
    public void WithoutCommit_NothingChanges()
    {
        var path = Path.Combine(_directory, "a.txt");
        using (var file = AtomicFile.Create(path)) file.Stream.Write("lost"u8);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public void UnwritablePath_IsOneSentence()
    {
        var error = Assert.Throws<InputException>(() => AtomicFile.WriteAllText(Path.Combine(_directory, "none", "a.txt"), ""));
        Assert.Contains("there is no directory", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InputException>(() => AtomicFile.WriteAllText(_directory, ""));
        Assert.Contains("it is a directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FullDisk_IsOneSentence()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/dev/full"), "needs Linux's /dev/full");
        // The device refuses every write with ENOSPC, exactly as a full disk does.
        var error = Assert.Throws<InputException>(() => AtomicFile.Write(Path.Combine(_directory, "a"), _ =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.Write, bufferSize: 0);
            full.Write("x"u8);
        }));
        Assert.Contains("no space is left", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_directory));
    }
}
