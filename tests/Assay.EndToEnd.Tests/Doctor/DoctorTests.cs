using System.Text.Json;

namespace Assay.EndToEnd.Tests.Doctor;

/// <summary>The doctor, as a user calls it.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void FailedRun_IsExplained_FromItsFilesAndOnItsData()
    {
        var (cohort, run) = (Path.Combine(_folder, "c.tsv"), Path.Combine(_folder, "run"));
        AssayProcess.Run("expression", "simulate", "--samples", "80", "--genes", "200", "--batches", "1", "--out", cohort);
        AssayProcess.Run("expression", "fit", cohort, "--as-described", "--hidden", "100,60,40", "--epochs", "30", "--out", run);

        var files = Json("doctor", run);
        Assert.Contains("target-range", Names(files));

        var examined = Json("doctor", run, "--data", cohort, "--range-test");
        Assert.True(examined.GetProperty("split_known").GetBoolean());
        Assert.Contains("target-range", Names(examined));
        Assert.Contains("saturated-units", Names(examined));
        Assert.Equal(16, examined.GetProperty("layers").GetArrayLength());
        Assert.True(examined.GetProperty("range_test").GetProperty("used").GetDouble() > 0);
        Assert.Equal("findings", examined.EnumerateObject().Last().Name);

        var apart = Json("doctor", Path.Combine(run, "model.safetensors"), "--data", cohort);
        Assert.False(apart.GetProperty("split_known").GetBoolean());
        Assert.Contains("saturated-units", Names(apart));

        var text = AssayProcess.Run("doctor", run, "--data", cohort).Results;
        Assert.Contains("no network can have a training error below", text, StringComparison.Ordinal);
        Assert.Contains("activations.0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_SayHowOftenItIsRight()
    {
        var trials = Json("doctor", "--trials", "18", "--seed", "3");

        Assert.Equal(18, trials.GetProperty("faults").GetInt32());
        Assert.InRange(trials.GetProperty("named_first").GetInt32(), 16, 18);
        Assert.InRange(trials.GetProperty("false_alarms").GetInt32(), 0, 1);
    }

    [Theory]
    [InlineData("RUN|MODEL is missing", "doctor")]
    [InlineData("There is no", "doctor", "nowhere")]
    [InlineData("need data", "doctor", "nowhere", "--range-test")]
    [InlineData("leave out the run", "doctor", "nowhere", "--trials", "3")]
    public void WrongUsage_IsOneSentence(string said, params string[] arguments)
    {
        var result = AssayProcess.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, Assert.Single(result.Messages.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNoModel_IsRefused()
    {
        var path = Path.Combine(_folder, "text.safetensors");
        File.WriteAllText(path, "no model at all, but long enough");

        var result = AssayProcess.Run("doctor", path);

        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Messages.Trim().Split('\n'));
    }

    private static JsonElement Json(params string[] arguments) => JsonDocument.Parse(AssayProcess.Run([.. arguments, "--json", "--quiet"]).Results).RootElement;

    private static string?[] Names(JsonElement answer) => [.. answer.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("name").GetString())];
}
