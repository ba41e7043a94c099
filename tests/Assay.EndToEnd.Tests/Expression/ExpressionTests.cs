using System.Globalization;
using System.Text.Json;

namespace Assay.EndToEnd.Tests.Expression;

/// <summary>The commands on expression data, as a user runs them.</summary>
public sealed class ExpressionTests : IDisposable
{
    private static readonly string[] SmallNetwork = ["--hidden", "50,30", "--code", "5", "--epochs", "5"];

    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cohort_IsSimulatedInspectedFittedEncodedAndGivenBack()
    {
        var cohort = Simulate(60, 200);
        var inspected = Json("expression", "inspect", cohort);
        Assert.Equal((60, 200, "class"), (inspected.GetProperty("samples").GetInt32(), inspected.GetProperty("genes").GetInt32(), inspected.GetProperty("annotations")[1].GetString()));

        var run = Path.Combine(_folder, "run");
        var fitted = Json(["expression", "fit", cohort, "--labels", "class", "--out", run, .. SmallNetwork]);
        Assert.Equal(["test_mse", "mean_predictor_mse", "pca_mse"], ((string[])["test_mse", "mean_predictor_mse", "pca_mse"]).Where(name => fitted.GetProperty(name).GetDouble() > 0));
        Assert.InRange(fitted.GetProperty("auroc").GetDouble(), 0, 1);
        Assert.Equal(2, fitted.GetProperty("auroc_interval").GetArrayLength());
        Assert.Equal("findings", fitted.EnumerateObject().Last().Name);
        Assert.Equal(["findings.json", "metrics.jsonl", "model.safetensors", "report.html", "run.json"], Directory.GetFiles(run).Select(Path.GetFileName).Where(name => !name!.StartsWith("events", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain("http://", File.ReadAllText(Path.Combine(run, "report.html")).Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var (codes, denoised) = (Path.Combine(_folder, "codes.tsv"), Path.Combine(_folder, "denoised.tsv"));
        Assert.Equal(60, Json("expression", "encode", run, cohort, "--out", codes).GetProperty("samples").GetInt32());
        Assert.Equal("sample\tcode1\tcode2\tcode3\tcode4\tcode5", File.ReadLines(codes).First());
        Json("expression", "reconstruct", Path.Combine(run, "model.safetensors"), cohort, "--out", denoised);
        Assert.Equal(fitted.GetProperty("genes").GetInt32() + 1, File.ReadLines(denoised).Count());
        Assert.Contains("holds a run already", Refused(["expression", "fit", cohort, "--out", run, .. SmallNetwork]), StringComparison.Ordinal);
        Assert.Contains("nothing to resume", Refused(["expression", "fit", cohort, "--out", run, "--resume", .. SmallNetwork]), StringComparison.Ordinal);
    }

    [Fact]
    public void SameSeed_GivesTheSameModel()
    {
        var cohort = Simulate(40, 100);
        string[] errors = [.. ((string[])["a", "b"]).Select(name => Json(["expression", "fit", cohort, "--out", Path.Combine(_folder, name), "--seed", "7", .. SmallNetwork]).GetProperty("test_mse").GetRawText())];
        Assert.Equal(errors[0], errors[1]);
        Assert.Equal(File.ReadAllBytes(Model("a"))[^1000..], File.ReadAllBytes(Model("b"))[^1000..]);
        string Model(string name) => Path.Combine(_folder, name, "model.safetensors");
    }

    [Fact]
    public void TextbooksNetwork_FailsWithFindings()
    {
        var cohort = Simulate(80, 200);
        var fitted = Json("expression", "fit", cohort, "--as-described", "--hidden", "50,30", "--epochs", "20", "--out", Path.Combine(_folder, "run"));
        var findings = fitted.GetProperty("findings").EnumerateArray().ToArray();
        var range = Assert.Single(findings, finding => finding.GetProperty("name").GetString() == "target-range");
        var floor = range.GetProperty("evidence").GetProperty("floor").GetDouble();
        Assert.True(fitted.GetProperty("test_mse").GetDouble() > 0.9 * floor && floor > fitted.GetProperty("mean_predictor_mse").GetDouble());
    }

    [Fact]
    public void Evaluate_ComparesRoutes()
    {
        var answer = Json(["expression", "evaluate", Simulate(60, 200), "--routes", "pca-2,t-test-10,ae", "--repeats", "1", "--permutations", "3", .. SmallNetwork]);
        Assert.Equal(["PCA-2", "t-test-10", "AE-5"], answer.GetProperty("routes").EnumerateArray().Select(route => route.GetProperty("route").GetString()));
        Assert.All(answer.GetProperty("routes").EnumerateArray(), route => Assert.InRange(route.GetProperty("auroc").GetDouble(), 0, 1));
        Assert.Equal(2, answer.GetProperty("comparisons").GetArrayLength());
    }

    [Fact]
    public void Claim_IsComputed()
    {
        var run = AssayProcess.Run("claims", "low-error", "--quick", "--json", "--quiet");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"false\"", run.Results, StringComparison.Ordinal);
        Assert.Contains("test error of predicting the mean", run.Results, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongInput_IsOneSentence()
    {
        var ragged = Write("ragged.tsv", "gene\ta\tb\ng1\t1\t2\ng2\t1\n");
        Assert.Contains("ragged.tsv, line 3", Refused("expression", "inspect", ragged), StringComparison.Ordinal);
        var plain = Write("plain.tsv", "gene\ta\tb\tc\td\ng1\t1.5\t2\t3\t4\ng2\t1\t5\t2.5\t1\n");
        Assert.Contains("comes without classes", Refused("expression", "evaluate", plain), StringComparison.Ordinal);
        Assert.Contains("neither an annotation nor a file 'stage'", Refused("expression", "evaluate", plain, "--labels", "stage"), StringComparison.Ordinal);
        Assert.Contains("names none of the 4 samples", Refused("expression", "evaluate", plain, "--labels", Write("l.tsv", "x\tA\ny\tB\n")), StringComparison.Ordinal);
        Assert.Contains("all 4 labelled samples are 'A'", Refused("expression", "evaluate", plain, "--labels", Write("one.tsv", "a\tA\nb\tA\nc\tA\nd\tA\n")), StringComparison.Ordinal);
        Assert.Contains("too few for 5 folds", Refused("expression", "evaluate", plain, "--labels", Write("two.tsv", "a\tA\nb\tA\nc\tB\nd\tB\n")), StringComparison.Ordinal);
        Assert.Contains("not 'x'", Refused("expression", "evaluate", plain, "--routes", "x"), StringComparison.Ordinal);
        Assert.Contains("not '20,a'", Refused("expression", "fit", plain, "--hidden", "20,a", "--out", Path.Combine(_folder, "r")), StringComparison.Ordinal);
        var run = Path.Combine(_folder, "refused");
        Assert.Contains("no annotation 'plate'", Refused("expression", "fit", plain, "--batch", "plate", "--out", run), StringComparison.Ordinal);
        Assert.False(Directory.Exists(run), "a refused fit leaves no run behind");
        Assert.Contains("is no autoencoder", Refused("expression", "encode", Words(), plain, "--out", "x.tsv"), StringComparison.Ordinal);
        Assert.False(File.Exists("x.tsv"));
    }

    private string Words()
    {
        var path = Path.Combine(_folder, "net.safetensors");
        Assert.Equal(0, AssayProcess.Run("threshold", "solve", "parity", "--out", path, "--quiet").ExitCode);
        return path;
    }

    private string Simulate(int samples, int genes)
    {
        var path = Path.Combine(_folder, "cohort.tsv.gz");
        Json("expression", "simulate", "--samples", samples.ToString(CultureInfo.InvariantCulture), "--genes", genes.ToString(CultureInfo.InvariantCulture), "--out", path);
        return path;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static JsonElement Json(params string[] arguments)
    {
        var run = AssayProcess.Run([.. arguments, "--json", "--quiet"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        return JsonDocument.Parse(run.Results).RootElement;
    }

    private static string Refused(params string[] arguments)
    {
        var run = AssayProcess.Run([.. arguments, "--quiet"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Results));
        Assert.DoesNotContain("   at ", run.Messages, StringComparison.Ordinal);
        return run.Messages;
    }
}
