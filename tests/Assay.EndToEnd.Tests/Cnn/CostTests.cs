using System.Text.Json;

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

    [Theory]
    [InlineData("no built-in network", "cnn", "cost", "resnet51")]
    [InlineData("does not exist", "cnn", "cost", "missing.onnx")]
    [InlineData("is not understood", "cnn", "cost", "alexnet", "--input", "1x3x-4")]
    [InlineData("channels", "cnn", "cost", "alexnet", "--input", "1x4x224x224")]
    [InlineData("larger input", "cnn", "cost", "alexnet", "--input", "1x3x8x8")]
    [InlineData("exclude each other", "cnn", "cost", "alexnet", "--json", "--csv")]
    [InlineData("MODEL is missing", "cnn", "compare", "alexnet")]
    public void WrongInput_IsOneSentenceAndExitCode2(string part, params string[] arguments)
    {
        var run = AssayProcess.Run(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Results);
        Assert.Contains(part, run.Messages, StringComparison.Ordinal);
        Assert.Single(run.Messages.TrimEnd().Split('\n'));
    }
}
