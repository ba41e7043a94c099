using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;
using static Assay.Architecture.Tests.ReceptiveFields.FieldScenario;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>Operators that let a unit see a whole axis, and those that only seem to.</summary>
public sealed class GlobalFieldTests
{
    private const string Unchanged = "size 3, stride 1, padding 1";

    public static TheoryData<string, Dictionary<string, object>, long, string> Mixing => new()
    {
        { "GlobalAveragePool", [], 17, "HW" },
        { "GlobalMaxPool", [], 17, "HW" },
        { "ReduceMean", With(("axes", new[] { 2L, 3 }), ("keepdims", 0L)), 17, "HW" },
        { "ReduceMean", With(("axes", new[] { -2L })), 17, "H" },
        { "ReduceMax", [], 17, "HW" },
        { "ReduceSum", With(("noop_with_empty_axes", 1L)), 17, "" },
        { "ReduceMean", With(("axes", new[] { 1L })), 17, "" },
        { "ReduceMean", With(("axes", new[] { 1L }), ("keepdims", 0L)), 17, "" },
        { "ArgMax", With(("axis", 2L)), 17, "H" },
        { "ArgMax", With(("axis", 1L), ("keepdims", 0L)), 17, "" },
        { "Softmax", With(("axis", 1L)), 17, "" },
        { "Softmax", With(("axis", -1L)), 17, "W" },
        { "Softmax", [], 17, "W" },
        { "Softmax", [], 11, "HW" },
        { "LogSoftmax", With(("axis", 3L)), 12, "W" },
        { "LpNormalization", With(("axis", 2L)), 17, "H" },
        { "LpNormalization", With(("axis", 1L)), 17, "" },
        { "MeanVarianceNormalization", [], 17, "HW" },
        { "MeanVarianceNormalization", With(("axes", new[] { 1L })), 17, "" },
        { "MeanVarianceNormalization", With(("across_channels", 1L)), 8, "HW" },
        { "DynamicQuantizeLinear", [], 17, "HW" },
        { "LRN", With(("size", 5L)), 17, "" },
    };

    [Theory]
    [MemberData(nameof(Mixing))]
    public void FunctionOfWholeAxes_IsGlobalAlongThem(string @operator, Dictionary<string, object> attributes, long opset, string expected)
    {
        var report = Report((net, x) => net.Node(@operator, [net.Conv3(x)], attributes, "mix"), [1, 4, "H", "W"], opset);
        var field = report.Of("mix");
        Assert.Equal(expected, string.Concat("HW".Where((_, axis) => field.Axes[axis].IsGlobal)));
        foreach (var axis in field.Axes) Assert.Equal(axis.IsGlobal ? $"global: {@operator} 'mix' covers the whole axis" : Unchanged, axis.ToString());
        Assert.Equal(expected.Length > 0, field.IsGlobal);
    }

    [Fact]
    public void NormalisationWithTrainedVectors_CoversWhatItsStatisticsDo()
    {
        GraphTensor Vector(GraphBuilder net) => net.Constant("vector", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(4), 1));
        Assert.StartsWith("global", Of((net, x) => net.Node("InstanceNormalization", [net.Conv3(x), Vector(net), Vector(net)])), StringComparison.Ordinal);
        Assert.StartsWith("global", Of((net, x) => net.Node("GroupNormalization", [net.Conv3(x), Vector(net), Vector(net)], With(("num_groups", 2L))), opset: 18), StringComparison.Ordinal);
        Assert.Equal(Unchanged, Of((net, x) => net.Node("BatchNormalization", [net.Conv3(x), Vector(net), Vector(net), Vector(net), Vector(net)])));
        Assert.StartsWith("global", Of((net, x) => net.Nodes("BatchNormalization", [net.Conv3(x), Vector(net), Vector(net), Vector(net), Vector(net)], 3, With(("training_mode", 1L)))[0]), StringComparison.Ordinal);
        Assert.StartsWith("global", Of((net, x) => net.Node("LayerNormalization", [net.Conv3(x), net.Weight("scale", TensorShape.Of(8), 1)], With(("axis", 3L))), axis: 1, image: [1, 4, 8, 8]), StringComparison.Ordinal);
        Assert.Equal(Unchanged, Of((net, x) => net.Node("LayerNormalization", [net.Conv3(x), net.Weight("scale", TensorShape.Of(8), 1)], With(("axis", 3L))), axis: 0, image: [1, 4, 8, 8]));
    }

    [Fact]
    public void RunningSumsAndTheLargest_AreGlobalAlongTheirAxis()
    {
        Assert.Equal("global: CumSum 'cumsum' covers the whole axis", Of((net, x) => net.Node("CumSum", [net.Conv3(x), net.Integer(-2)])));
        Assert.Equal(Unchanged, Of((net, x) => net.Node("CumSum", [net.Conv3(x), net.Integer(-2)]), axis: 1));
        Assert.Equal("global: TopK 'topk' covers the whole axis", Of((net, x) => net.Nodes("TopK", [net.Conv3(x), net.Integers(2)], 2, With(("axis", 2L)))[1]));
    }

    [Fact]
    public void RecurrentLayer_SeesAllSteps()
    {
        GraphTensor Layer(GraphBuilder net, GraphTensor x, int result)
        {
            var sequence = net.Node("Transpose", [net.Convolution(x, 4, new() { Kernel = [3], Padding = [1] })], With(("perm", new[] { 2L, 0, 1 })));
            return net.Nodes("GRU", [sequence, net.Weight("w", TensorShape.Of(1, 15, 4), 1), net.Weight("r", TensorShape.Of(1, 15, 5), 1)], 2, With(("hidden_size", 5L)))[result];
        }
        var steps = Report((net, x) => Layer(net, x, 0), ["N", 4, "T"]);
        Assert.Equal("global: GRU 'gru' covers the whole axis", steps.Of("gru").Axes[0].ToString());
        Assert.Equal(0, steps.Of("gru").Axes[0].TensorAxis);
        Assert.Null(Report((net, x) => Layer(net, x, 1), ["N", 4, "T"]).Of("gru_1").Axes[0].TensorAxis);
    }

    [Fact]
    public void FlattenedImage_IsGlobalAndNoImageAnyMore()
    {
        var report = Report((net, x) => net.Dense(net.Flatten(net.Conv3(x)), 10), [1, 4, 8, 8]);
        Assert.Equal("global: Flatten 'flatten' puts all units in one row", report.Of("flatten").Axes[0].ToString());
        Assert.True(report.Of("fc").IsGlobal);
        Assert.False(report.Of("flatten").HasExtent);
        Assert.Equal("conv", report.Last!.Tensor.Name);
        Assert.Equal(report.Of("flatten").Axes[0].ToString().Replace("Flatten 'flatten'", "Reshape 'reshape'", StringComparison.Ordinal), Of((net, x) => net.Node("Reshape", [net.Conv3(x), net.Integers(1, -1)])));
    }

    [Fact]
    public void OneUnit_IsNoWholeAxis()
    {
        var report = Report((net, x) => net.Dense(net.GlobalAveragePool(net.Convolution(x, 4, WindowOptions.Square(8))), 10), [1, 4, 8, 8]);
        Assert.Equal("size 8, stride 1, padding 0", report.Of("fc").Axes[0].ToString());
        Assert.True(report.Of("fc").Axes[0].TensorAxis is null);
    }

    [Fact]
    public void JoinedRow_IsGlobalOnceItIsReduced() => Assert.Equal("global: ReduceMean 'reducemean' covers the whole axis", Of((net, x) =>
        net.Node("ReduceMean", [net.Node("Reshape", [net.Conv3(x), net.Integers(1, 4, 64)])], With(("axes", new[] { 2L }))), image: [1, 4, 8, 8]));

    [Fact]
    public void SqueezeAndExcitation_IsGlobalAndSaysWhy()
    {
        var report = Report((net, x) =>
        {
            var features = net.Conv3(x);
            var gate = net.Node("Sigmoid", [net.Convolution(net.GlobalAveragePool(features, "squeeze"), 4, WindowOptions.Square(1))], null, "gate");
            return net.Node("Mul", [features, gate], null, "excite");
        }, [1, 4, "H", "W"]);
        Assert.Equal("global: Mul 'excite' joins a branch of which the whole axis is seen: GlobalAveragePool 'squeeze' covers the whole axis", report.Of("excite").Axes[0].ToString());
        Assert.Equal(2, report.Of("excite").Axes[0].TensorAxis);
        Assert.Equal("excite", report.Last!.Tensor.Name);
        Assert.Null(report.Last.Axes[0].Size);
        Assert.Contains(report.Findings, finding => finding.StartsWith("Mul 'excite' joins", StringComparison.Ordinal));
    }

    [Fact]
    public void ContextBesideAnImage_StaysGlobalWhenItIsResized() => Assert.StartsWith("global", Of((net, x) =>
    {
        var features = net.Conv3(x);
        var pooled = net.Node("Resize", [net.GlobalAveragePool(features), null, null, net.Integers(1, 4, 8, 8)]);
        return net.Conv3(net.Concat([features, pooled]));
    }, image: [1, 4, 8, 8]), StringComparison.Ordinal);

    [Fact]
    public void Attention_CombinesEachUnitWithEveryOther() => Assert.Equal("global: MatMul 'scores' combines each unit with every other", Of((net, x) =>
    {
        var tokens = net.Node("Reshape", [net.Conv3(x), net.Integers(1, 4, 64)]);
        return net.Node("MatMul", [net.Node("Transpose", [tokens], With(("perm", new[] { 0L, 2, 1 }))), tokens], null, "scores");
    }, image: [1, 4, 8, 8]));

    [Fact]
    public void WeightsFromTheImage_CarryAllOfIt() => Assert.Equal(
        "global: Conv 'dynamic' joins a branch of which the whole axis is seen: Conv 'dynamic' computes with all of 'conv'",
        Of((net, x) => net.Node("Conv", [x, net.Conv3(x)], With(("pads", new[] { 1L, 1, 1, 1 })), "dynamic"), image: [1, 4, 3, 3]));
}
