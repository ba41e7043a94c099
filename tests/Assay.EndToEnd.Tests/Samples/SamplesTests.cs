using System.Diagnostics;

namespace Assay.EndToEnd.Tests.Samples;

/// <summary>
/// Every sample is built and run as a user would. One class, so that they run one after another: they build the same projects.
/// </summary>
public class SamplesTests
{
    private static readonly string _repository = Locate();

    [Fact]
    public void TrainAndQuery_FindsTheWordsOfTheSameTopic()
    {
        var model = Path.Combine(Path.GetTempPath(), $"sample-{Guid.NewGuid():N}.safetensors");
        try
        {
            var lines = Lines(Run("train-and-query.cs", model));
            Assert.Equal("12 words, 16 dimensions", lines[0]);
            var neighbours = lines[1..].Select(line => line.Split('\t')[0]).Order(StringComparer.Ordinal);
            Assert.Equal(["character", "culture", "encoding", "substring", "text"], neighbours);
            Assert.True(File.Exists(model));
        }
        finally
        {
            File.Delete(model);
        }
    }

    [Fact]
    public void LoadWord2Vec_FindsNeighboursAndTheAnalogy()
    {
        var lines = Lines(Run("load-word2vec.cs"));
        Assert.Equal("6 words, 3 dimensions", lines[0]);
        Assert.StartsWith("queen\t", lines[1], StringComparison.Ordinal);
        Assert.Equal("man is to king as woman is to queen", lines[^1]);
    }

    [Fact]
    public void NetworkCosts_AreFormulasAndNumbers()
    {
        var lines = Lines(Run("network-costs.cs"));
        Assert.Equal("7802 parameters, 1200*H*W + 6400*floor(H/2)*floor(W/2) + 160 multiply-adds, peak 128*H*W bytes", lines[0]);
        Assert.Equal("receptive field 14, stride 2; narrowest: 16 elements at globalpool", lines[1]);
        Assert.EndsWith("= 0.72", lines[3], StringComparison.Ordinal);
        Assert.Equal(6, lines.Length);
    }

    [Fact]
    public void DiagnoseTraining_NamesTheFaults_AndNothingOnceMended()
    {
        var lines = Lines(Run("diagnose-training.cs"));
        Assert.StartsWith("a sigmoid output: target-range. A sigmoid output lies between 0 and 1,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("a linear output, long steps: learning-rate-too-high.", lines[1], StringComparison.Ordinal);
        Assert.Equal("a linear output: nothing is wrong.", lines[2]);
    }

    [Fact]
    public void SolveThresholdNetwork_FindsProvesAndRefutes() => Assert.Equal(
        ["2 hidden units, 1 state bit, fewest: Proved, proved: True", "1 1 1 0 0", "textbook proved: True", "changed: proved False, wrong after 00, 10"],
        Lines(Run("solve-threshold-network.cs")));

    [Fact]
    public void ExportThresholdNetwork_WritesEveryFormat_AndRunsManySequences()
    {
        var folder = Directory.CreateTempSubdirectory("sample").FullName;
        try
        {
            Assert.Equal(
                ["equal-so-far.safetensors", "equal-so-far.onnx", "equal-so-far.h", "EqualSoFar.cs", "equal-so-far.csv", "read back: 2 hidden units, 1 state bit", "512 of 1024 sequences match after one pair, 256 after two, 32 after five"],
                Lines(Run("export-threshold-network.cs", folder)));
            Assert.Equal(5, Directory.GetFiles(folder).Length);
            Assert.Equal(13, File.ReadAllLines(Path.Combine(folder, "equal-so-far.csv")).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void TellTumours_ComparesRoutes_AndPermutationsGiveChance()
    {
        var lines = Lines(Run("tell-tumours.cs"));
        Assert.Equal("Tumour 60 (positive), Normal 60", string.Join(", ", lines[0].Split(", ").OrderDescending()));
        Assert.Equal(["PCA-2", "PCA-20", "t-test-50", "all genes"], lines[1..5].Select(line => line.Split('\t')[0]));
        Assert.Equal(3, lines[5..].Length);
    }

    [Fact]
    public void FitAutoencoder_BeatsTheComponents_AndKeepsTheModel()
    {
        var model = Path.Combine(Path.GetTempPath(), $"sample-{Guid.NewGuid():N}.safetensors");
        try
        {
            var lines = Lines(Run("fit-autoencoder.cs", model));
            var errors = lines[0].Split(", ").Select(part => double.Parse(part.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.True(errors[2] < errors[1] && errors[1] < errors[0], lines[0]);
            Assert.Equal("20 codes of each of 400 samples", lines[^1]);
        }
        finally
        {
            File.Delete(model);
        }
    }

    [Fact]
    public void GradientsByHand_AgreeWithTheLibraryAndWithFiniteDifferences()
    {
        var lines = Lines(Run("gradients-by-hand.cs"));
        Assert.Equal(3, lines.Length);
        foreach (var line in lines)
        {
            var values = line.Split('\t')[1..].Select(cell => double.Parse(cell.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.All(values, value => Assert.Equal(values[0], value, 1e-6));
        }
    }

    [Fact]
    public void NativeSample_NamesAWordThatIsNotThere()
    {
        var vectors = Path.Combine(Path.GetTempPath(), $"sample-{Guid.NewGuid():N}.txt");
        try
        {
            File.WriteAllText(vectors, "2 2\nking 1 0\nqueen 0.9 0.1\n");
            Assert.StartsWith("queen\t", Run("nearest-native.cs", vectors, "king").Output, StringComparison.Ordinal);
            var (exitCode, _, errors) = Run("nearest-native.cs", expectedExitCode: 2, vectors, "kling");
            Assert.Equal(2, exitCode);
            Assert.Contains("kling", errors, StringComparison.Ordinal);
            Assert.Single(Lines((0, errors, "")));
        }
        finally
        {
            File.Delete(vectors);
        }
    }

    private static (int ExitCode, string Output, string Errors) Run(string sample, params string[] arguments) => Run(sample, 0, arguments);

    private static (int ExitCode, string Output, string Errors) Run(string sample, int expectedExitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // Native compilation belongs to publishing; a run in the tests is offline and needs no native compiler.
        foreach (var argument in new[] { "run", "-p:PublishAot=false", Path.Combine("samples", sample), "--" }) start.ArgumentList.Add(argument);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var messages = errors.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == expectedExitCode, $"{sample} ended with {process.ExitCode}\n{output}\n{messages}");
        return (process.ExitCode, output, messages);
    }

    private static string[] Lines((int ExitCode, string Output, string Errors) run) =>
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Locate()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the repository is not above the tests");
        return folder.FullName;
    }
}
