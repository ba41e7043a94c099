using System.Text.Json;

namespace Assay.EndToEnd.Tests.Threshold;

public sealed class ThresholdTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("equal-so-far", 2, 1)]
    [InlineData("parity", 2, 1)]
    [InlineData("greater-lsb", 1, 1)]
    [InlineData("mod-3", 2, 2)]
    [InlineData("detect-1011", 1, 3)]
    [InlineData("serial-adder", 2, 2)]
    public void BuiltIns_AreSolvedAsSmallAsCanBe(string name, int hidden, int stateBits)
    {
        var run = AssayProcess.Run("threshold", "solve", name, "--json", "--direct", "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        var answer = JsonDocument.Parse(run.Results).RootElement;
        Assert.Equal(hidden, answer.GetProperty("hidden").GetInt32());
        Assert.Equal(stateBits, answer.GetProperty("state_bits").GetInt32());
        Assert.True(answer.GetProperty("proved").GetBoolean());
        Assert.Equal("proved", answer.GetProperty("minimal").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("counterexample").ValueKind);
        Assert.Equal(hidden, answer.GetProperty("weights").GetProperty("W").GetArrayLength());
        Assert.True(answer.GetProperty("margin").GetDouble() > 0 && answer.GetProperty("tolerance").GetDouble() > 0);
        Assert.True(answer.GetProperty("pairs_checked").GetInt32() > 0 && answer.GetProperty("seconds").GetDouble() > 0);
    }

    [Fact]
    public void SolvedNetwork_IsKeptProvedCertifiedAndRun()
    {
        var (net, certificate) = (Path.Combine(_folder, "adder.json"), Path.Combine(_folder, "proof.json"));
        Assert.Equal(0, AssayProcess.Run("threshold", "solve", "serial-adder", "--out", net).ExitCode);
        var proof = AssayProcess.Run("threshold", "prove", net, "serial-adder", "--certificate", certificate, "--json");
        Assert.Equal(0, proof.ExitCode);
        Assert.True(JsonDocument.Parse(proof.Results).RootElement.GetProperty("proved").GetBoolean());
        Assert.Contains("proves the network", AssayProcess.Run("threshold", "prove", net, "serial-adder", "--check", certificate).Results, StringComparison.Ordinal);
        var refuted = AssayProcess.Run("threshold", "prove", net, "greater-lsb", "--json");
        Assert.Equal(1, refuted.ExitCode);
        Assert.NotEmpty(JsonDocument.Parse(refuted.Results).RootElement.GetProperty("counterexample").EnumerateArray());
        // 3 + 5 = 8, lowest bits first: pairs of bits in, one bit of the sum out.
        Assert.Equal("0 0 0 1\n", Stream("11 10 01 00\n", "threshold", "run", net));
    }

    [Fact]
    public void Run_AnswersEachLine_AndStartsAnewAtAnEmptyOne()
    {
        Assert.Equal("1 1\n0 0\n\n1\n", Stream("00 11\n10 11\n\n11\n", "threshold", "run", "textbook"));
        Assert.Equal("1 1\n0 0\n1\n", Stream("00 11\n10 11\n11\n", "threshold", "run", "textbook", "--lines"));
    }

    [Fact]
    public void Tolerance_FindsThatTheTextbookCanBeImproved()
    {
        var answer = JsonDocument.Parse(AssayProcess.Run("threshold", "tolerance", "textbook", "equal-so-far", "--json", "--trials", "20000").Results).RootElement;
        Assert.Equal("1/6", answer.GetProperty("tolerance_exact").GetString());
        Assert.True(answer.GetProperty("exact").GetBoolean());
        Assert.Equal(0, answer.GetProperty("trial_failures").GetInt64());
        Assert.Equal(["1/4", "3/10"], answer.GetProperty("better").EnumerateArray().Select(better => better.GetProperty("tolerance_exact").GetString()));
        Assert.NotEmpty(answer.GetProperty("witness").GetProperty("counterexample").EnumerateArray());
        var relative = JsonDocument.Parse(AssayProcess.Run("threshold", "tolerance", "textbook", "equal-so-far", "--json", "--relative", "--no-improve").Results).RootElement;
        Assert.NotEqual("1/6", relative.GetProperty("tolerance_exact").GetString());
        Assert.Empty(relative.GetProperty("better").EnumerateArray());
    }

    [Fact]
    public void Objective_ChangesTheNetwork()
    {
        string Tolerance(params string[] options) => JsonDocument.Parse(AssayProcess.Run(["threshold", "solve", "parity", "--json", .. options]).Results).RootElement.GetProperty("tolerance_exact").GetString()!;
        var wide = Tolerance("--objective", "tolerance");
        Assert.NotEqual(Tolerance(), wide);
        Assert.NotEqual(wide, Tolerance("--objective", "tolerance", "--bound", "3"));
        Assert.NotEqual(wide, Tolerance("--objective", "tolerance", "--step", "1/2"));
    }

    [Fact]
    public void Explain_SaysWhatIsForced_AndWritesAReport()
    {
        var report = Path.Combine(_folder, "equal.html");
        var run = AssayProcess.Run("threshold", "explain", "textbook", "equal-so-far", "--region", "R[1,1],c[1]", "--out", report);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("0 < R[1,1] + c[1] ≤ 1", run.Results, StringComparison.Ordinal);
        Assert.Contains("R[1,1] > 0", run.Results, StringComparison.Ordinal);
        Assert.Contains("redundant", run.Results, StringComparison.Ordinal);
        var page = File.ReadAllText(report);
        Assert.Equal(3, page.Split("<figure id=").Length - 1);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("equal.svg")]
    [InlineData("equal.png")]
    [InlineData("planes.png", "--hyperplanes")]
    public void Draw_WritesAPicture(string name, params string[] options)
    {
        var file = Path.Combine(_folder, name);
        Assert.Equal(0, AssayProcess.Run(["threshold", "draw", "textbook", "equal-so-far", "--out", file, .. options]).ExitCode);
        Assert.True(new FileInfo(file).Length > 3000);
    }

    [Theory]
    [InlineData("equal.safetensors")]
    [InlineData("equal.onnx")]
    [InlineData("equal.c")]
    [InlineData("equal.cs")]
    [InlineData("equal.csv")]
    [InlineData("equal.json")]
    public void Export_WritesEachFormat(string name)
    {
        var file = Path.Combine(_folder, name);
        var run = AssayProcess.Run("threshold", "export", "textbook", "--out", file, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(new FileInfo(file).Length, JsonDocument.Parse(run.Results).RootElement.GetProperty("bytes").GetInt64());
        if (!name.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(".safetensors", StringComparison.Ordinal)) return;
        Assert.Equal(0, AssayProcess.Run("threshold", "prove", file, "equal-so-far").ExitCode);
    }

    [Fact]
    public void Claim_IsComputed()
    {
        var claim = JsonDocument.Parse(AssayProcess.Run("claims", "equal-so-far", "--json", "--quiet").Results).RootElement.GetProperty("claims")[0];
        Assert.Equal("holds", claim.GetProperty("verdict").GetString());
        Assert.Contains(claim.GetProperty("evidence").EnumerateArray(), item => Math.Abs(item.GetProperty("value").GetDouble() - 0.3) < 1e-12);
    }

    [Theory]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": "0", "next": {"0": "a"}}}}""")] // incomplete
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": "0", "next": {"0": "a", "2": "a"}}}}""")] // unknown symbol
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": "0", "next": {"0": "a", "1": "a"}}, "b": {"output": "1", "next": {"0": "a", "1": "a"}}}}""")] // unreachable
    [InlineData("""{"kind": "sequences", "letters": ["0", "1"], "positive": ["0 1"], "negative": ["0 1"]}""")] // contradiction
    [InlineData("""{"kind": "regex", "letters": ["a", "b"], "pattern": "a {1000000000}"}""")] // absurd
    [InlineData("""{"kind": "temporal", "inputs": ["p"], "property": "q since p"}""")] // unknown input
    public void WrongSpecification_IsOneSentence(string text)
    {
        var file = Path.Combine(_folder, "spec.json");
        File.WriteAllText(file, text);
        var run = AssayProcess.Run("threshold", "solve", file);
        Assert.Equal((2, ""), (run.ExitCode, run.Results));
        Assert.Single(run.Messages.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", run.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no built-in", "threshold", "solve", "equal-so-fra")]
    [InlineData("exclude each other", "threshold", "solve", "parity", "--direct", "--no-direct")]
    [InlineData("Impossible", "threshold", "solve", "parity", "--hidden", "1")]
    [InlineData("whole", "threshold", "solve", "parity", "--bound", "3/2")]
    [InlineData("--step goes with", "threshold", "solve", "parity", "--step", "1/2")]
    [InlineData("give a fraction", "threshold", "solve", "parity", "--bound", "x")]
    [InlineData("give a time", "threshold", "solve", "parity", "--time-limit", "soon")]
    [InlineData(".json or .safetensors", "threshold", "solve", "parity", "--out", "net.txt")]
    [InlineData("There is no network file", "threshold", "prove", "missing.json", "parity")]
    [InlineData("reads 2 bits a step", "threshold", "prove", "textbook", "parity")]
    [InlineData("wrong without any perturbation", "threshold", "tolerance", "textbook", "greater-lsb")]
    [InlineData("nothing to explain", "threshold", "explain", "textbook", "greater-lsb")]
    [InlineData("no parameter r", "threshold", "explain", "textbook", "equal-so-far", "--region", "r[1],c[1]")]
    [InlineData("give two parameters", "threshold", "explain", "textbook", "equal-so-far", "--region", "c")]
    [InlineData("ends in .svg or .png", "threshold", "draw", "textbook", "equal-so-far", "--out", "x.gif")]
    [InlineData("--out is missing", "threshold", "draw", "textbook", "equal-so-far")]
    [InlineData("end its name in", "threshold", "export", "textbook", "--out", "x.txt")]
    [InlineData("no --json", "threshold", "run", "textbook", "--json")]
    public void WrongInput_IsOneSentence(string words, params string[] arguments)
    {
        var run = AssayProcess.Run(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Results));
        Assert.Contains(words, run.Messages, StringComparison.Ordinal);
        Assert.Single(run.Messages.Trim().Split('\n'));
    }

    [Fact]
    public void WrongStep_NamesLineAndPlace()
    {
        using var process = AssayProcess.Start("threshold", "run", "textbook");
        process.StandardInput.Write("00 11\n01 2\n");
        process.StandardInput.Close();
        var run = AssayProcess.End(process);
        Assert.Equal((2, "1 1\n"), (run.ExitCode, run.Results));
        Assert.Contains("Line 2, step 2: '2' is not 2 bits", run.Messages, StringComparison.Ordinal);
    }

    /// <summary>Every sample is solved, and the schema that editors use knows all that it says.</summary>
    [Theory]
    [InlineData("door")]
    [InlineData("ends-in-ab")]
    [InlineData("examples")]
    [InlineData("serial-adder")]
    [InlineData("since")]
    [InlineData("textbook")]
    [InlineData("two-properties")]
    public void SampleSpecifications_AreSolvedAndInTheSchema(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Assay.slnx"))) root = root.Parent!;
        var file = Path.Combine(root.FullName, "samples", "specifications", $"{name}.json");
        var run = AssayProcess.Run("threshold", "solve", file, "--json", "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        Assert.True(JsonDocument.Parse(run.Results).RootElement.GetProperty("proved").GetBoolean());
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(root.FullName, "docs", "threshold-specification.schema.json"))).RootElement.GetProperty("properties");
        var sample = JsonDocument.Parse(File.ReadAllText(file), new() { CommentHandling = JsonCommentHandling.Skip }).RootElement;
        Assert.All(sample.EnumerateObject(), property => Assert.True(schema.TryGetProperty(property.Name, out _), property.Name));
        Assert.Contains(sample.GetProperty("kind").GetString(), schema.GetProperty("kind").GetProperty("enum").EnumerateArray().Select(kind => kind.GetString()));
    }

    private static string Stream(string input, params string[] arguments)
    {
        using var process = AssayProcess.Start(arguments);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var run = AssayProcess.End(process);
        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        return run.Results;
    }
}
