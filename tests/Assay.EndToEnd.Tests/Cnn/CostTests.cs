using System.Text.Json;
using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;

namespace Assay.EndToEnd.Tests.Cnn;

public sealed class CostTests
{
    [Fact]
    public void Json_HasAllFigures()
    {
        var run = AssayProcess.Run("cnn", "cost", "inception-v1", "--json", "--per-layer");
        Assert.Equal(0, run.ExitCode);
        var answer = JsonDocument.Parse(run.Results).RootElement;
        Assert.Equal("inception-v1", answer.GetProperty("model").GetString());
        Assert.Equal("1x3x224x224", answer.GetProperty("input").GetString());
        Assert.Equal(6_998_552, answer.GetProperty("parameters").GetInt64());
        Assert.Equal(1_582_671_872, answer.GetProperty("macs").GetInt64());
        Assert.Equal(2 * 1_582_671_872L, answer.GetProperty("flops").GetInt64());
        Assert.Equal(4 * 6_998_552, answer.GetProperty("weight_bytes").GetInt64());
        Assert.Equal(6_422_528, answer.GetProperty("peak_activation_bytes").GetInt64());
        Assert.Equal([715, 715], answer.GetProperty("receptive_field").GetProperty("size").EnumerateArray().Select(size => size.GetInt64()));
        Assert.Equal([32, 32], answer.GetProperty("receptive_field").GetProperty("stride").EnumerateArray().Select(size => size.GetInt64()));
        Assert.Equal([327, 327], answer.GetProperty("receptive_field").GetProperty("padding").EnumerateArray().Select(size => size.GetInt64()));
        Assert.Equal(1024, answer.GetProperty("bottleneck").GetProperty("elements").GetInt64());
        Assert.Empty(answer.GetProperty("unknown_operators").EnumerateArray());
        Assert.Equal(6_998_552, answer.GetProperty("layers").EnumerateArray().Sum(layer => layer.GetProperty("parameters").GetInt64()));
    }

    [Fact]
    public void OpenSizes_AreStrings()
    {
        var answer = JsonDocument.Parse(AssayProcess.Run("cnn", "cost", "grid-reduction-parallel", "--input", "Nx320xHxW", "--json").Results).RootElement;
        Assert.Equal("921600*N*floor((H - 1)/2)*floor((W - 1)/2)", answer.GetProperty("macs").GetString());
        Assert.Equal("Nx320xHxW", answer.GetProperty("input").GetString());
    }

    [Fact]
    public void ConventionAll_CountsMore()
    {
        long Flops(string convention) => JsonDocument.Parse(AssayProcess.Run("cnn", "cost", "inception-module", "--json", "--convention", convention).Results).RootElement.GetProperty("flops").GetInt64();
        Assert.True(Flops("all") > Flops("macs"));
    }

    [Fact]
    public void CsvAndMarkdown_AreTables()
    {
        var csv = AssayProcess.Run("cnn", "cost", "inception-module", "--csv").Results.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("name,op,output,parameters", csv[0], StringComparison.Ordinal);
        Assert.All(csv, line => Assert.Equal(csv[0].Count(c => c == ','), line.Count(c => c == ',')));
        Assert.Contains("| parameters | 163,696 |", AssayProcess.Run("cnn", "cost", "inception-module", "--markdown").Results, StringComparison.Ordinal);
    }

    [Fact]
    public void Comparison_ShowsRatiosToTheFirst()
    {
        var run = AssayProcess.Run("cnn", "compare", "grid-reduction-pool-first", "grid-reduction-inception-first", "grid-reduction-parallel", "--json");
        var macs = JsonDocument.Parse(run.Results).RootElement.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("macs").GetDouble()).ToArray();
        Assert.Equal(17.0 * 17 / (35 * 35), macs[0] / macs[1], 12);
        Assert.Equal(0.5, macs[2] / macs[0], 12);
        Assert.Contains("0.5x", AssayProcess.Run("cnn", "compare", "grid-reduction-pool-first", "grid-reduction-parallel").Results, StringComparison.Ordinal);
    }

    [Fact]
    public void List_NamesEveryNetwork() => Assert.Contains("googlenet-torchvision", AssayProcess.Run("cnn", "list").Results, StringComparison.Ordinal);

    [Fact]
    public void Rewrite_WritesANetworkThatCanBeReadAgain()
    {
        var folder = Directory.CreateTempSubdirectory("assay").FullName;
        try
        {
            var file = Path.Combine(folder, "factorised.onnx");
            var run = AssayProcess.Run("cnn", "rewrite", "inception-module", "--rule", "two-3x3", "--middle-channels", "8", "--out", file, "--json");
            var answer = JsonDocument.Parse(run.Results).RootElement;
            var replacement = Assert.Single(answer.GetProperty("replacements").EnumerateArray());
            Assert.Equal(9.0 * 8 * (16 + 32) / (25 * 16 * 32), replacement.GetProperty("macs_ratio").GetDouble(), 12);
            var again = JsonDocument.Parse(AssayProcess.Run("cnn", "cost", file, "--json").Results).RootElement;
            Assert.Equal(answer.GetProperty("after").GetProperty("macs").GetInt64(), again.GetProperty("macs").GetInt64());
            Assert.Equal(answer.GetProperty("after").GetProperty("parameters").GetInt64(), again.GetProperty("parameters").GetInt64());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("svg")]
    [InlineData("png")]
    public void Draw_WritesAPicture(string ending)
    {
        var file = Path.Combine(Path.GetTempPath(), $"assay-{Guid.NewGuid():N}.{ending}");
        try
        {
            var run = AssayProcess.Run("cnn", "draw", "inception-v1", "--out", file, "--json");
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(82, JsonDocument.Parse(run.Results).RootElement.GetProperty("boxes").GetInt32());
            Assert.True(new FileInfo(file).Length > 20_000);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Strict_ExitsWithOneForUnknownOperators()
    {
        var folder = Directory.CreateTempSubdirectory("assay").FullName;
        try
        {
            var file = Path.Combine(folder, "fancy.onnx");
            var net = new GraphBuilder("fancy");
            net.Output(net.Node("FancyOperator", [net.Relu(net.Input("x", 1, 3, 8, 8))]));
            OnnxWriter.Write(net.Build(), file);
            var plain = AssayProcess.Run("cnn", "cost", file);
            Assert.Equal(0, plain.ExitCode);
            Assert.Contains("at least", plain.Results, StringComparison.Ordinal);
            Assert.Contains("FancyOperator", plain.Results, StringComparison.Ordinal);
            var strict = AssayProcess.Run("cnn", "cost", file, "--strict", "--json");
            Assert.Equal(1, strict.ExitCode);
            var unknown = Assert.Single(JsonDocument.Parse(strict.Results).RootElement.GetProperty("unknown_operators").EnumerateArray());
            Assert.Equal(("FancyOperator", 1), (unknown.GetProperty("op").GetString(), unknown.GetProperty("count").GetInt32()));
            Assert.Equal(0, AssayProcess.Run("cnn", "cost", "inception-module", "--strict").ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Claims_AreComputed()
    {
        var run = AssayProcess.Run("claims", "two-3x3", "two-2x2", "asymmetric", "pool-first", "--json", "--quiet");
        Assert.Equal(0, run.ExitCode);
        var claims = JsonDocument.Parse(run.Results).RootElement.GetProperty("claims").EnumerateArray().ToList();
        Assert.All(claims, claim => Assert.Equal("holds only if", claim.GetProperty("verdict").GetString()));
        Assert.Equal(0.72, claims[0].GetProperty("evidence")[0].GetProperty("value").GetDouble(), 12);
        Assert.Contains(claims[0].GetProperty("evidence").EnumerateArray(), item => Math.Abs(item.GetProperty("value").GetDouble() - 1.8) < 1e-12);
        Assert.Equal(17.0 * 17 / (35 * 35), claims[3].GetProperty("evidence")[0].GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData("no built-in network", "cnn", "cost", "resnet51")]
    [InlineData("does not exist", "cnn", "cost", "missing.onnx")]
    [InlineData("is not understood", "cnn", "cost", "alexnet", "--input", "1x3x-4")]
    [InlineData("channels", "cnn", "cost", "alexnet", "--input", "1x4x224x224")]
    [InlineData("larger input", "cnn", "cost", "alexnet", "--input", "1x3x8x8")]
    [InlineData("exclude each other", "cnn", "cost", "alexnet", "--json", "--csv")]
    [InlineData("MODEL is missing", "cnn", "compare", "alexnet")]
    [InlineData("--out is missing", "cnn", "draw", "alexnet")]
    [InlineData(".svg or .png", "cnn", "draw", "alexnet", "--out", "x.jpg")]
    [InlineData("--rule is missing", "cnn", "rewrite", "alexnet")]
    [InlineData("give one of two-3x3", "cnn", "rewrite", "alexnet", "--rule", "fast")]
    [InlineData("missing/x.onnx", "cnn", "rewrite", "inception-module", "--rule", "two-3x3", "--out", "missing/x.onnx")]
    public void WrongInput_IsOneSentenceAndExitCode2(string part, params string[] arguments)
    {
        var run = AssayProcess.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Results);
        Assert.Contains(part, run.Messages, StringComparison.Ordinal);
        Assert.Single(run.Messages.TrimEnd().Split('\n'));
    }
}
