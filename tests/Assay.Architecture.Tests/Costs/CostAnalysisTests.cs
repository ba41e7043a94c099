using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;

namespace Assay.Architecture.Tests.Costs;

public sealed class CostAnalysisTests
{
    private static CostReport Cost(Func<GraphBuilder, GraphTensor, GraphTensor> network, CostConvention convention = CostConvention.MultiplyAdds, params Dimension[] input)
    {
        var net = new GraphBuilder("net");
        net.Output(network(net, net.Input("x", input.Length > 0 ? input : [1, 8, 10, 10])));
        return CostAnalysis.Of(net.Build(), new() { Convention = convention });
    }

    [Fact]
    public void GroupedConvolution_CountsEachGroupAlone()
    {
        var report = Cost((net, x) => net.Convolution(x, 16, WindowOptions.Square(3, padding: 1), groups: 4));
        Assert.Equal(16 * 2 * 9 + 16, report.Parameters);
        Assert.Equal(16 * 2 * 9 * 100, report.Macs);
        Assert.Equal(2 * report.Macs, report.Flops);
        Assert.Equal(4 * report.Parameters, report.WeightBytes);
    }

    [Fact]
    public void ConventionAll_AddsBiasesAndElementWiseWork()
    {
        var report = Cost((net, x) => net.MaxPool(net.Relu(net.BatchNormalization(net.Convolution(x, 16, WindowOptions.Square(1)))), WindowOptions.Square(2, 2)), CostConvention.All);
        Assert.Equal(16 * 8 * 100, report.Macs);
        // Multiply-adds twice, one sum for the bias, two operations of normalisation, one of ReLU, four of each window.
        Assert.Equal(2 * 16 * 8 * 100 + 1600 + 3200 + 1600 + 1600, report.Flops);
    }

    [Fact]
    public void RunningStatistics_AreBuffers()
    {
        var report = Cost((net, x) => net.BatchNormalization(x));
        Assert.Equal((16, 16), (report.Parameters, report.Buffers));
    }

    [Fact]
    public void SharedWeights_CountOnce()
    {
        var report = Cost((net, x) =>
        {
            var weights = net.Weight("w", TensorShape.Of(8, 8, 1, 1), 0.1);
            return net.Node("Conv", [net.Node("Conv", [x, weights]), weights]);
        });
        Assert.Equal(64, report.Parameters);
        Assert.Equal(2 * 64 * 100, report.Macs);
    }

    [Fact]
    public void SizesAndLimits_AreNoParameters()
    {
        var report = Cost((net, x) => net.Node("Mul", [net.Node("Clip", [net.Dropout(x), net.Constant("low", TensorConstant.FromSingles(TensorShape.Scalar, [0]))]), net.Constant("half", TensorConstant.FromSingles(TensorShape.Scalar, [0.5f]))]));
        Assert.Equal(0, report.Parameters);
    }

    [Fact]
    public void QuantisedWeightsBehindConversion_AreParameters()
    {
        var report = Cost((net, x) =>
        {
            var stored = net.Constant("w", TensorConstant.Fill(TensorType.Int8, TensorShape.Of(4, 8, 3, 3), 1));
            var scale = net.Constant("scale", TensorConstant.FromSingles(TensorShape.Scalar, [0.1f]));
            return net.Node("Conv", [x, net.Node("DequantizeLinear", [stored, scale])]);
        });
        Assert.Equal((288, 288), (report.Parameters, report.WeightBytes));
        Assert.Equal(288 * 64, report.Macs);
    }

    [Fact]
    public void TransposedConvolution_CountsEveryInputElement() => Assert.Equal(100 * 8 * 4 * 9, Cost((net, x) =>
        net.Node("ConvTranspose", [x, net.Weight("w", TensorShape.Of(8, 4, 3, 3), 0.1)], new Dictionary<string, object> { ["strides"] = new long[] { 2, 2 } })).Macs);

    [Fact]
    public void MatrixProducts_MultiplyTheirInnerSize() => Assert.Equal(5 * 6 * 7 * 9, Cost((net, x) =>
        net.Node("MatMul", [x, net.Weight("w", TensorShape.Of(7, 9), 0.1)]), CostConvention.MultiplyAdds, 5, 6, 7).Macs);

    [Fact]
    public void LongShortTermMemory_HasFourGates() => Assert.Equal(5 * 2 * 4 * 16 * (3 + 16), Cost((net, x) =>
        net.Node("LSTM", [x, net.Weight("w", TensorShape.Of(1, 64, 3), 0.1), net.Weight("r", TensorShape.Of(1, 64, 16), 0.1)]), CostConvention.MultiplyAdds, 5, 2, 3).Macs);

    [Fact]
    public void OpenSizes_GiveFormulas()
    {
        var report = Cost((net, x) => net.Convolution(x, 4, WindowOptions.Square(3, padding: 1), bias: false), CostConvention.MultiplyAdds, "N", 3, "H", "W");
        Assert.Equal("108*H*N*W", report.Macs.ToString());
        Assert.Equal("28*H*N*W", report.PeakActivationBytes.ToString());
        Assert.Equal(108, report.Parameters);
    }

    [Fact]
    public void Training_NeedsTwoProductsMoreForEachLayerButOneForTheFirst()
    {
        var report = Cost((net, x) => net.Convolution(net.Convolution(x, 8, WindowOptions.Square(1)), 8, WindowOptions.Square(1)));
        Assert.Equal(6400, report.Nodes[0].Macs);
        Assert.Equal(2 * 6400 * 2 + 2 * 6400 * 3, report.TrainingFlops);
    }

    [Fact]
    public void UnknownOperator_IsListedWithItsShare()
    {
        var report = Cost((net, x) => net.Convolution(x, 4, WindowOptions.Square(1)) is var y ? net.Node("Relu", [net.Node("Fancy", [y])]) : x);
        var unknown = Assert.Single(report.UnknownOperators);
        Assert.Equal(("Fancy", 1, 0.5), (unknown.Operator, unknown.Count, unknown.TensorShare));
        Assert.Equal(1, report.UncountedNodes);
        Assert.True(report.IsLowerBound);
    }

    [Fact]
    public void KnownNetwork_IsNoLowerBound() => Assert.False(Cost((net, x) => net.Relu(x)).IsLowerBound);

    [Fact]
    public void ComputedSizes_CostNothing()
    {
        var report = Cost((net, x) => net.Node("Reshape", [x, net.Node("Mul", [net.Node("Shape", [x]), net.Constant("one", TensorConstant.FromInt64(1))])]), CostConvention.All);
        Assert.Equal(Dimension.Zero, report.Flops);
        Assert.Equal(4 * 800, report.PeakActivationBytes);
    }

    [Fact]
    public void TotalsBeyond64Bits_AreAnInputError()
    {
        var net = new GraphBuilder("net");
        net.Output(net.Node("Conv", [net.Input("x", 1, 1 << 20, 1 << 20, 1 << 20), net.Constant("w", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(1 << 20, 1 << 20, 1, 1), 0))]));
        Assert.Contains("64 bits", Assert.Throws<InputException>(() => CostAnalysis.Of(net.Build())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ArithmeticIntensity_IsFlopsPerByte()
    {
        var report = Cost((net, x) => net.Convolution(x, 8, WindowOptions.Square(1), bias: false));
        Assert.Equal(2.0 * 6400 / (4 * (800 + 64 + 800)), report.ArithmeticIntensity!.Value, 12);
    }
}
