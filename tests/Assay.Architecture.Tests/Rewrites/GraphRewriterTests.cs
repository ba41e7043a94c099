using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Architecture.Onnx;
using Assay.Architecture.Rewrites;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;
using CsCheck;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Architecture.Tests.Rewrites;

public sealed class GraphRewriterTests
{
    private static Graph Single(int size, int input, int output, int kernel, int stride = 1, int dilation = 1, int groups = 1, int? padding = null)
    {
        var net = new GraphBuilder("single");
        net.Output(net.Convolution(net.Input("image", 1, input, size, size), output, WindowOptions.Square(kernel, stride, padding ?? dilation * (kernel - 1) / 2, dilation), groups, bias: false));
        return net.Build();
    }

    private static double Macs(Graph graph) => CostAnalysis.Of(graph).Macs.Evaluate(new Dictionary<string, long>());

    [Theory]
    [InlineData(RewriteRule.TwoThreeByThree, 5, 18.0 / 25)]
    [InlineData(RewriteRule.TwoTwoByTwo, 3, 8.0 / 9)]
    [InlineData(RewriteRule.Asymmetric, 3, 2.0 / 3)]
    [InlineData(RewriteRule.Asymmetric, 7, 2.0 / 7)]
    public void EqualChannelsAndStrideOne_SaveWhatTextbooksSay(RewriteRule rule, int kernel, double ratio)
    {
        var result = GraphRewriter.Apply(Single(16, 64, 64, kernel), rule);
        var replacement = Assert.Single(result.Replacements);
        Assert.Equal(ratio, replacement.Ratio, 12);
        Assert.Equal(ratio, Macs(result.After) / Macs(result.Before), 12);
        Assert.False(replacement.Costs);
        var (before, after) = result.Fields();
        Assert.Equal(before.Last!.Axes.Select(axis => (axis.Size, axis.Padding)), after.Last!.Axes.Select(axis => (axis.Size, axis.Padding)));
    }

    [Theory]
    [InlineData(RewriteRule.TwoThreeByThree, 5, 64, 64, 2, 1.8)]
    [InlineData(RewriteRule.Asymmetric, 3, 64, 64, 2, 1.0)]
    [InlineData(RewriteRule.Asymmetric, 3, 64, 128, 1, 1.0)]
    public void WhereNothingIsSaved_ItSaysSo(RewriteRule rule, int kernel, int input, int output, int stride, double ratio)
    {
        var result = GraphRewriter.Apply(Single(16, input, output, kernel, stride), rule);
        Assert.Equal(ratio, Assert.Single(result.Replacements).Ratio, 12);
        Assert.Equal(ratio, Macs(result.After) / Macs(result.Before), 12);
        Assert.True(result.Replacements[0].Costs);
        Assert.Contains($"= {ratio}", result.Replacements[0].Formula, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyConvolution_KeepsItsSizesAndFollowsTheFormula() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 2], Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[10, 25]).Sample((input, middle, output, which, stride, dilation, size) =>
        {
            var rule = (RewriteRule)which;
            var kernel = rule == RewriteRule.TwoThreeByThree ? 5 : rule == RewriteRule.TwoTwoByTwo ? 3 : 4;
            var graph = Single(size * stride, input, output, kernel, stride, dilation, padding: dilation * (kernel / 2));
            foreach (var strideFirst in new[] { false, true })
            {
                var result = GraphRewriter.Apply(graph, rule, new() { MiddleChannels = middle, StrideFirst = strideFirst });
                Assert.Single(result.Replacements);
                Assert.Equal(result.Before.Outputs[0].Shape, result.After.Outputs[0].Shape);
                if (kernel % 2 != 0) Assert.Equal(result.Replacements[0].Ratio, Macs(result.After) / Macs(result.Before), 9);
            }
        }, iter: 300);

    [Fact]
    public void PaddingOnOneSide_KeepsTheSize()
    {
        var result = GraphRewriter.Apply(Single(9, 4, 4, 3), RewriteRule.TwoTwoByTwo);
        Assert.Equal([1L, 1, 0, 0], result.After.Nodes[0].GetInts("pads")!);
        Assert.Equal([0L, 0, 1, 1], result.After.Nodes[^1].GetInts("pads")!);
    }

    [Fact]
    public void Options_ChangeTheResult()
    {
        var graph = Single(16, 8, 8, 5);
        Assert.Equal(["Conv", "Relu", "Conv"], GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree).After.Nodes.Select(node => node.Operator));
        Assert.Equal(["Conv", "Conv"], GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree, new() { Activation = false }).After.Nodes.Select(node => node.Operator));
        Assert.Empty(GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree, new() { Only = "other" }).Replacements);
        Assert.NotEqual(Weights(1), Weights(2));

        byte[] Weights(ulong seed) => GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree, new() { Seed = seed }).After.Nodes[0].Inputs[1]!.Constant!.ToBytes();
    }

    [Fact]
    public void StrideFirst_SeesFurther()
    {
        var graph = Single(16, 8, 8, 5, stride: 2);
        Assert.Equal(5, GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree).Fields().After.Last!.Axes[0].Size);
        Assert.Equal(7, GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree, new() { StrideFirst = true }).Fields().After.Last!.Axes[0].Size);
    }

    [Fact]
    public void Groups_AreKept()
    {
        var result = GraphRewriter.Apply(Single(16, 8, 8, 5, groups: 4), RewriteRule.TwoThreeByThree);
        Assert.Equal(18.0 / 25, Macs(result.After) / Macs(result.Before), 12);
        Assert.Contains("groups", Assert.Single(GraphRewriter.Apply(Single(16, 8, 8, 5, groups: 4), RewriteRule.TwoThreeByThree, new() { MiddleChannels = 6 }).Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchNormalization_IsPutBetweenToo()
    {
        var result = GraphRewriter.Apply(NetworkCatalog.Create("inception-v3", new() { AuxiliaryHead = false }), RewriteRule.TwoThreeByThree);
        Assert.Equal(3, result.Replacements.Count);
        Assert.Contains(result.After.Nodes, node => node.Operator == "BatchNormalization" && node.Name.EndsWith("_1/bn", StringComparison.Ordinal));
        var (before, after) = result.Costs();
        Assert.True((before.Macs - after.Macs).TryGetValue(out var saved) && saved > 0);
    }

    [Fact]
    public void EverythingElse_StaysTheSame()
    {
        var graph = NetworkCatalog.Create("inception-v1");
        var after = GraphRewriter.Apply(graph, RewriteRule.TwoThreeByThree).After;
        Assert.Equal(graph.Outputs.Select(output => output.Name), after.Outputs.Select(output => output.Name));
        var kept = after.Tensors.ToDictionary(tensor => tensor.Name);
        Assert.All(graph.Tensors.Where(tensor => tensor.Constant is not null && !tensor.Name.Contains("/5x5/", StringComparison.Ordinal)), tensor => Assert.Same(tensor.Constant, kept[tensor.Name].Constant));
    }

    [Fact]
    public void RewritingTwice_Works()
    {
        var once = GraphRewriter.Apply(NetworkCatalog.Create("inception-v1"), RewriteRule.TwoThreeByThree);
        var twice = GraphRewriter.Apply(once.After, RewriteRule.Asymmetric);
        Assert.Equal(9, once.Replacements.Count);
        // The first 7x7, nine 3x3 branches and conv2, and the eighteen 3x3 of the first rewrite.
        Assert.Equal(1 + 10 + 18, twice.Replacements.Count);
    }

    [Theory]
    [InlineData(RewriteRule.PoolFirst)]
    [InlineData(RewriteRule.InceptionFirst)]
    [InlineData(RewriteRule.Parallel)]
    public void GridReduction_BecomesTheOtherForm(RewriteRule rule)
    {
        var names = new Dictionary<RewriteRule, string> { [RewriteRule.PoolFirst] = "grid-reduction-pool-first", [RewriteRule.InceptionFirst] = "grid-reduction-inception-first", [RewriteRule.Parallel] = "grid-reduction-parallel" };
        foreach (var (form, name) in names)
        {
            var result = GraphRewriter.Apply(NetworkCatalog.Create(name), rule);
            if (form == rule)
            {
                Assert.Contains("already", Assert.Single(result.Skipped).Reason, StringComparison.Ordinal);
                continue;
            }
            var expected = CostAnalysis.Of(NetworkCatalog.Create(names[rule]));
            var (before, after) = result.Costs();
            Assert.Equal((expected.Parameters, expected.Macs), (after.Parameters, after.Macs));
            Assert.Equal(after.Macs.Evaluate(new Dictionary<string, long>()) / (double)before.Macs.Evaluate(new Dictionary<string, long>()), Assert.Single(result.Replacements).Ratio, 9);
            Assert.Equal(rule == RewriteRule.PoolFirst ? 1 : 0, result.Bottlenecks().After.Findings.Count);
        }
    }

    [Theory]
    [InlineData("inception-v1", RewriteRule.TwoThreeByThree)]
    [InlineData("inception-module", RewriteRule.TwoTwoByTwo)]
    [InlineData("inception-module", RewriteRule.Asymmetric)]
    [InlineData("grid-reduction-inception-first", RewriteRule.Parallel)]
    [InlineData("grid-reduction-parallel", RewriteRule.PoolFirst)]
    public void RewrittenNetwork_RunsInTheRuntime(string name, RewriteRule rule)
    {
        var result = GraphRewriter.Apply(NetworkCatalog.Create(name), rule);
        Assert.NotEmpty(result.Replacements);
        var path = Path.GetTempFileName();
        try
        {
            OnnxWriter.Write(result.After, path);
            using var session = new InferenceSession(path);
            Assert.True(result.After.Inputs[0].Shape!.TryGetSizes(out var sizes));
            using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(result.After.Inputs[0].Name, new DenseTensor<float>([.. sizes.Select(size => (int)size)]))]);
            Assert.Equal(result.After.Outputs[0].Shape!.ToString(), string.Join('x', outputs[0].AsTensor<float>().Dimensions.ToArray()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void RealModel_IsRewritten()
    {
        var graph = ShapeInference.Infer(OnnxReader.Read(SharedData.Path("vision/onnx/SqueezeNet_fp16.onnx")));
        var result = GraphRewriter.Apply(graph, RewriteRule.Asymmetric);
        Assert.True(result.Replacements.Count >= 8);
        Assert.Equal(graph.Outputs[0].Shape, result.After.Outputs[0].Shape);
        Assert.Equal(TensorType.Float16, result.After.Outputs[0].ElementType);
    }

    [Fact]
    public void NothingToReplace_IsAResult() => Assert.Empty(GraphRewriter.Apply(Single(16, 8, 8, 3), RewriteRule.TwoThreeByThree).Replacements);

    [Fact]
    public void MiddleChannelsOutOfRange_AreAnInputError() => Assert.Throws<InputException>(() => GraphRewriter.Apply(Single(16, 8, 8, 5), RewriteRule.TwoThreeByThree, new() { MiddleChannels = 0 }));
}
