using System.Diagnostics;
using System.Globalization;

namespace Assay.EndToEnd.Tests.Embeddings;

/// <summary>What is lost when the program or the disk gives out at a bad moment: nothing that was there before.</summary>
public sealed class LossTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-loss-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Killed_AtAnyMoment_LeavesTheOldModelOrTheNewOne()
    {
        var corpus = Text(2_000);
        var model = Path.Combine(_directory, "model.safetensors");
        string[] train = ["embeddings", "train", "--corpus", corpus, "--out", model, "--dimensions", "400", "--epochs", "2", "--min-count", "1", "--quiet"];
        var whole = Stopwatch.StartNew();
        Assert.Equal(0, AssayProcess.Run([.. train, "--seed", "1"]).ExitCode);
        var needed = whole.Elapsed;
        const int Kills = 12;
        var interrupted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // From just after the start to just after the end, so that some fall into reading, training and saving.
            var before = File.ReadAllBytes(model);
            using var process = AssayProcess.Start([.. train, "--seed", (kill + 2).ToString(CultureInfo.InvariantCulture)]);
            process.StandardInput.Close();
            if (!process.WaitForExit(needed * (kill + 1) / Kills)) interrupted++;
            process.Kill(); // SIGKILL: nothing of ours runs any more
            process.WaitForExit();
            var after = File.ReadAllBytes(model);
            Assert.Equal(before.Length, after.Length);
            if (!before.AsSpan().SequenceEqual(after)) Assert.Equal(0, AssayProcess.Run("embeddings", "nearest", model, "word1").ExitCode);
        }
        Assert.True(interrupted > 0, "every training had ended before it was killed");
        Assert.Equal(0, AssayProcess.Run("embeddings", "nearest", model, "word1").ExitCode);
    }

    [Fact]
    public void FullDisk_IsOneSentence_AndTheOldModelStays()
    {
        var disk = Path.Combine(_directory, "disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk), "making a tiny disk (mount -t tmpfs) needs Linux and the rights of root");
        try
        {
            var corpus = Text(2_000);
            var model = Path.Combine(disk, "model.bin");
            string[] train = ["embeddings", "train", "--corpus", corpus, "--out", model, "--epochs", "1", "--min-count", "1", "--quiet"];
            Assert.Equal(0, AssayProcess.Run([.. train, "--dimensions", "20"]).ExitCode);
            var before = File.ReadAllBytes(model);

            var full = AssayProcess.Run([.. train, "--dimensions", "400"]);
            Assert.Equal(2, full.ExitCode);
            Assert.Contains("no space is left on the device", full.Messages, StringComparison.Ordinal);
            Assert.Single(full.Messages.TrimEnd().Split('\n'));
            Assert.Equal(before, File.ReadAllBytes(model));
            Assert.Equal([model], Directory.GetFiles(disk));
        }
        finally
        {
            Command("umount", disk);
        }
    }

    private static bool Command(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private string Text(int sentences)
    {
        var random = new Random(1);
        var path = Path.Combine(_directory, "text.txt");
        File.WriteAllLines(path, Enumerable.Range(0, sentences).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"word{random.Next(800)}"))));
        return path;
    }
}
