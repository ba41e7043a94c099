using System.Text.Json;

namespace Assay.EndToEnd.Tests.Embeddings;

public sealed class EmbeddingsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("assay-e2e-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void TrainAskConvertEvaluate_WorkOnOneAnothersFiles()
    {
        var corpus = Text(20_000);
        var model = In("model.safetensors");
        var trained = Json(AssayProcess.Run("embeddings", "train", "--corpus", corpus, "--out", model, "--dimensions", "20", "--epochs", "10", "--subsample", "0", "--min-count", "1", "--threads", "1", "--json", "--quiet"));
        foreach (var name in new[] { "words_per_second", "words", "vocabulary", "loss", "seconds", "peak_memory_bytes" })
            Assert.True(trained.GetProperty(name).GetDouble() > 0, name);
        Assert.Equal(16, trained.GetProperty("vocabulary").GetInt32());
        Assert.Equal([model, corpus], Directory.GetFiles(_directory).Order(StringComparer.Ordinal));

        var nearest = Json(AssayProcess.Run("embeddings", "nearest", model, "cat0", "dog3", "--top", "3", "--json"));
        foreach (var (answer, topic) in nearest.GetProperty("answers").EnumerateArray().Zip(["cat", "dog"]))
            Assert.All(answer.GetProperty("neighbours").EnumerateArray(), neighbour => Assert.StartsWith(topic, neighbour.GetProperty("word").GetString(), StringComparison.Ordinal));
        Assert.Equal("dog1\n", AssayProcess.Run("embeddings", "odd", model, "cat0", "cat1", "dog1", "cat2").Results);
        var same = double.Parse(AssayProcess.Run("embeddings", "similarity", model, "cat0", "cat1").Results, System.Globalization.CultureInfo.InvariantCulture);
        var other = double.Parse(AssayProcess.Run("embeddings", "similarity", model, "cat0", "dog1").Results, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(same > other, $"{same} {other}");

        // Through every format and back: the same bytes.
        Assert.Equal(0, AssayProcess.Run("embeddings", "convert", model, In("a.bin")).ExitCode);
        Assert.Equal(0, AssayProcess.Run("embeddings", "convert", In("a.bin"), In("b.vec")).ExitCode);
        Assert.Equal(0, AssayProcess.Run("embeddings", "convert", In("b.vec"), In("c.safetensors")).ExitCode);
        Assert.Equal(0, AssayProcess.Run("embeddings", "convert", In("c.safetensors"), In("d.bin")).ExitCode);
        Assert.Equal(File.ReadAllBytes(In("a.bin")), File.ReadAllBytes(In("d.bin")));

        File.WriteAllText(In("questions.txt"), ": all\ncat0 cat1 dog0 dog1\ncat0 cat1 dog0 bird\n");
        File.WriteAllText(In("judgements.txt"), "cat0\tcat1\t9\ncat0\tdog1\t1\ncat2\tdog2\t1\ndog1\tdog2\t9\nbird\tcat1\t3\n");
        var evaluated = Json(AssayProcess.Run("embeddings", "evaluate", model, "--analogies", In("questions.txt"), "--similarities", In("judgements.txt"), "--json", "--quiet"));
        Assert.Equal(1, evaluated.GetProperty("analogies").GetProperty("answered").GetInt32());
        Assert.Equal(2, evaluated.GetProperty("analogies").GetProperty("total").GetInt32());
        var judged = evaluated.GetProperty("similarities")[0];
        Assert.True(judged.GetProperty("spearman").GetDouble() > 0.8);
        Assert.Equal(4, judged.GetProperty("pairs").GetInt32());
        Assert.Equal(1, judged.GetProperty("missing").GetInt32());

        Assert.Equal(0, AssayProcess.Run("embeddings", "map", model, "--out", In("map.svg"), "--quiet").ExitCode);
        Assert.Contains("<svg", File.ReadAllText(In("map.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupted_LeavesACheckpoint_ThatResumeTakesToTheSameBytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends SIGINT with kill");
        var corpus = Text(60_000);
        string[] options = ["--dimensions", "16", "--epochs", "150", "--subsample", "0", "--min-count", "1", "--threads", "1", "--quiet"];
        Assert.Equal(0, AssayProcess.Run(["embeddings", "train", "--corpus", corpus, "--out", In("whole.bin"), .. options]).ExitCode);

        using var process = AssayProcess.Start(["embeddings", "train", "--corpus", corpus, "--out", In("cut.bin"), .. options]);
        process.StandardInput.Close();
        Thread.Sleep(1_500); // into the training, whose whole takes several times as long
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) kill.WaitForExit();
        Assert.Equal(130, AssayProcess.End(process).ExitCode);
        Assert.False(File.Exists(In("cut.bin")));
        Assert.True(File.Exists(In("cut.checkpoint.safetensors")));

        var wrong = AssayProcess.Run(["embeddings", "train", "--corpus", corpus, "--out", In("cut.bin"), "--resume", "--negatives", "9", .. options]);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("was made with other options", wrong.Messages, StringComparison.Ordinal);

        Assert.Equal(0, AssayProcess.Run(["embeddings", "train", "--corpus", corpus, "--out", In("cut.bin"), "--resume", .. options]).ExitCode);
        Assert.Equal(File.ReadAllBytes(In("whole.bin")), File.ReadAllBytes(In("cut.bin")));
        Assert.False(File.Exists(In("cut.checkpoint.safetensors")));
    }

    [Fact]
    public void OnATerminal_ProgressIsABarWithRateLossAndTimeLeft()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs script(1), which lends the command a terminal");
        var command = $"dotnet '{AssayProcess.Library}' embeddings train --corpus '{Text(20_000)}' --out '{In("seen.bin")}' --dimensions 16 --epochs 250 --subsample 0 --min-count 1 --threads 1";
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/script", ["-qec", command, "/dev/null"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TERM"] = "xterm";
        using var terminal = System.Diagnostics.Process.Start(start)!;
        terminal.StandardInput.Close();
        var seen = terminal.StandardOutput.ReadToEnd();
        terminal.WaitForExit();
        Assert.Equal(0, terminal.ExitCode);
        Assert.Matches(@"training .* \d+%.* words/s, loss \d\.\d+, .* left", seen);
    }

    [Fact]
    public void OutWithoutAnEnding_KeepsTheWholeRun_WhichResumeGoesOnWith()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends SIGINT with kill");
        var run = In("run");
        string[] train = ["embeddings", "train", "--corpus", Text(60_000), "--out", run, "--dimensions", "16", "--epochs", "60", "--subsample", "0", "--min-count", "1", "--threads", "1", "--quiet", "--json"];
        using (var process = AssayProcess.Start(train))
        {
            process.StandardInput.Close();
            SpinWait.SpinUntil(() => File.Exists(Path.Combine(run, "metrics.jsonl")), TimeSpan.FromSeconds(30)); // the training has begun
            using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) kill.WaitForExit();
            Assert.Equal(130, AssayProcess.End(process).ExitCode);
        }
        Assert.True(File.Exists(Path.Combine(run, "checkpoint.safetensors")));
        var again = AssayProcess.Run(train);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("holds a run already", again.Messages, StringComparison.Ordinal);

        var trained = Json(AssayProcess.Run([.. train, "--resume"]));
        Assert.Equal(Path.Combine(run, "model.safetensors"), trained.GetProperty("model").GetString());
        Assert.False(File.Exists(Path.Combine(run, "checkpoint.safetensors")));
        Assert.NotEmpty(Directory.GetFiles(run, "events.out.tfevents.*"));
        Assert.Contains("Loss while training", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "run.json")));
        Assert.Equal("60", manifest.RootElement.GetProperty("options").GetProperty("--epochs").GetString());
        var steps = File.ReadAllLines(Path.Combine(run, "metrics.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt64()).ToList();
        Assert.Equal(steps.Order().Distinct(), steps);
        Assert.Equal(trained.GetProperty("words").GetInt64(), steps[^1]);
        Assert.Equal(0, AssayProcess.Run("embeddings", "nearest", run, "cat0").ExitCode);
        Assert.Contains("finished model", AssayProcess.Run([.. train, "--resume"]).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongInput_IsOneSentence_ExitCodeTwo_AndLeavesNothing()
    {
        File.WriteAllText(In("empty.txt"), "");
        File.WriteAllBytes(In("binary"), [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))]);
        File.WriteAllText(In("rare.txt"), "each word once only");
        File.WriteAllText(In("lying.txt"), "1000000000 100\nword 1 2 3\n");
        File.WriteAllText(In("nan.txt"), "2 2\na 1 2\nb 1 nan\n");
        File.WriteAllText(In("twice.txt"), "2 2\na 1 2\na 1 2\n");
        File.WriteAllText(In("good.txt"), "2 2\nstream 1 2\nstring 1 3\n");
        var files = Directory.GetFiles(_directory);
        Wrong("empty", "embeddings", "train", "--corpus", In("empty.txt"), "--out", In("x.bin"));
        Wrong("binary", "embeddings", "train", "--corpus", In("binary"), "--out", In("x.bin"));
        Wrong("rare.txt", "embeddings", "train", "--corpus", In("rare.txt"), "--out", In("x.bin"));
        Wrong("no file or directory", "embeddings", "train", "--corpus", In("none"), "--out", In("x.bin"));
        Wrong("does not say in which format", "embeddings", "train", "--corpus", In("rare.txt"), "--out", In("x.model"));
        Wrong("rare.txt", "embeddings", "train", "--corpus", In("rare.txt"), "--out", In("x"));
        Assert.False(Directory.Exists(In("x")));
        Wrong("there is no directory", "embeddings", "train", "--corpus", In("rare.txt"), "--out", In("none/x.bin"));
        Wrong("1000000000 words of 100 dimensions are claimed", "embeddings", "nearest", In("lying.txt"), "word");
        Wrong("line 3, number 2: 'nan' is not a finite number", "embeddings", "nearest", In("nan.txt"), "a");
        Wrong("occurs twice", "embeddings", "nearest", In("twice.txt"), "a");
        Wrong("the nearest spellings are stream", "embeddings", "nearest", In("good.txt"), "straem");
        Wrong("WORD is missing: three words or more", "embeddings", "odd", In("good.txt"), "stream", "string");
        Wrong("nothing to evaluate", "embeddings", "evaluate", In("good.txt"));
        Wrong("holds no word vectors", "embeddings", "nearest", In("rare.txt"), "each");
        Assert.Equal(files, Directory.GetFiles(_directory));
    }

    [Fact]
    public void Tour_WritesItsReport()
    {
        var run = Json(AssayProcess.Run("tour", "--out", In("tour"), "--json", "--quiet"));
        Assert.True(run.GetProperty("words_per_second").GetDouble() > 0);
        Assert.True(run.GetProperty("analogies").GetDouble() is > 0 and <= 1);
        var page = File.ReadAllText(In("tour/index.html"));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static void Wrong(string expected, params string[] arguments)
    {
        var run = AssayProcess.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Results);
        Assert.Contains(expected, run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Messages, StringComparison.Ordinal);
        Assert.Single(run.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("assay:", StringComparison.Ordinal));
    }

    private static JsonElement Json(AssayProcess run)
    {
        Assert.True(run.ExitCode == 0, run.Messages);
        return JsonDocument.Parse(run.Results).RootElement;
    }

    private string In(string name) => Path.Combine(_directory, name);

    /// <summary>Sentences about cats or about dogs.</summary>
    private string Text(int sentences)
    {
        var random = new Random(1);
        var path = In("text.txt");
        using var writer = new StreamWriter(path);
        for (var i = 0; i < sentences; i++)
        {
            var topic = random.Next(2) == 0 ? "cat" : "dog";
            writer.WriteLine(string.Join(' ', Enumerable.Range(0, 8).Select(_ => topic + random.Next(8))));
        }
        return path;
    }
}
