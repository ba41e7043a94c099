using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;

namespace Assay.Architecture.Tests.Shapes;

public sealed class ShapeInferenceTests
{
    private static Dictionary<string, object> With(params (string, object)[] attributes) => attributes.ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private static string Shape(Func<GraphBuilder, GraphTensor, GraphTensor> operation, params Dimension[] input)
    {
        var net = new GraphBuilder("net");
        net.Output(operation(net, net.Input("x", input)));
        return net.Build().Outputs[0].Shape?.ToString() ?? "?";
    }

    [Fact]
    public void FlattenByShapeArithmetic_StaysSymbolic() => Assert.Equal("Nx(4*H*W)", Shape(
        (net, x) =>
        {
            var shape = net.Node("Shape", [x]);
            var batch = net.Node("Gather", [shape, net.Constant("zero", TensorConstant.FromBytes(TensorType.Int64, TensorShape.Scalar, new byte[8]))]);
            var first = net.Node("Unsqueeze", [batch, net.Constant("axis", TensorConstant.FromInt64(0))]);
            return net.Node("Reshape", [x, net.Node("Concat", [first, net.Constant("rest", TensorConstant.FromInt64(-1))], With(("axis", 0L)))]);
        },
        "N", 4, "H", "W"));

    [Fact]
    public void ReshapeWithOneOpenSize_DividesSymbolically() => Assert.Equal("Nx4x(H*W)", Shape(
        (net, x) => net.Node("Reshape", [x, net.Constant("to", TensorConstant.FromInt64(0, 4, -1))]), "N", 4, "H", "W"));

    [Fact]
    public void HalfSizeByArithmetic_IsADivision() => Assert.Equal("1x4xfloor(H/2)xfloor(W/2)", Shape(
        (net, x) =>
        {
            var space = net.Node("Slice", [net.Node("Shape", [x]), net.Constant("from", TensorConstant.FromInt64(2)), net.Constant("to", TensorConstant.FromInt64(4))]);
            var half = net.Node("Div", [space, net.Constant("two", TensorConstant.FromInt64(2))]);
            var sizes = net.Node("Concat", [net.Constant("front", TensorConstant.FromInt64(1, 4)), half], With(("axis", 0L)));
            return net.Node("Resize", [x, null, null, sizes]);
        },
        1, 4, "H", "W"));

    [Fact]
    public void ResizeByScales_MultipliesAndRoundsDown() => Assert.Equal("1x4x(2*H)xfloor(W/2)", Shape(
        (net, x) => net.Node("Resize", [x, null, net.Constant("scales", TensorConstant.FromSingles(TensorShape.Of(4), [1, 1, 2, 0.5f]))]), 1, 4, "H", "W"));

    [Fact]
    public void SliceToTheEnd_KeepsASymbolicSize() => Assert.Equal("1x4x(H - 1)xW", Shape(
        (net, x) => net.Node("Slice", [x, net.Constant("from", TensorConstant.FromInt64(1, 0)), net.Constant("to", TensorConstant.FromInt64(long.MaxValue, int.MaxValue)), net.Constant("axes", TensorConstant.FromInt64(2, 3))]),
        1, 4, "H", "W"));

    [Fact]
    public void ReversedSlice_KeepsTheSize() => Assert.Equal("6", Shape(
        (net, x) => net.Node("Slice", [x, net.Constant("from", TensorConstant.FromInt64(-1)), net.Constant("to", TensorConstant.FromInt64(long.MinValue)), net.Constant("axes", TensorConstant.FromInt64(0)), net.Constant("steps", TensorConstant.FromInt64(-1))]), 6));

    [Fact]
    public void DataDependentSize_GetsAName() => Assert.Equal("2xnonzero_dim1", Shape((net, x) => net.Node("NonZero", [x]), 3, 4));

    [Fact]
    public void UnknownOperator_HasNoShape() => Assert.Equal("?", Shape((net, x) => net.Node("Relu", [net.Node("MyOperator", [x])]), 1, 3, 8, 8));

    [Fact]
    public void BindingOfAnInput_BindsItsNamesElsewhere()
    {
        var net = new GraphBuilder("net");
        var (a, b) = (net.Input("a", "N", 3), net.Input("b", "N", 5));
        net.Output(net.Concat([a, b]));
        var graph = ShapeInference.Infer(net.Build(), InputBindings.Parse("a=4x3"));
        Assert.Equal("4x8", graph.Outputs[0].Shape!.ToString());
        Assert.Equal("Kx8", ShapeInference.Infer(net.Build(), InputBindings.Parse("N=K")).Outputs[0].Shape!.ToString());
    }

    [Theory]
    [InlineData("1x3", "axes")]
    [InlineData("other=1x3x8x8", "no input")]
    [InlineData("1x3x0x8", "not understood")]
    [InlineData("1x3x-1x8", "not understood")]
    [InlineData("1xx3", "not understood")]
    [InlineData("=1x3x8x8", "not understood")]
    [InlineData("1x4x8x8", "channels")]
    [InlineData("1x3x2x2", "does not fit")]
    [InlineData("1x3x9999999999999x9999999999999", "64 bits")]
    [InlineData("1x3x99999999999999999999x8", "not understood")]
    public void WrongBinding_IsOneSentence(string binding, string part)
    {
        var net = new GraphBuilder("net");
        net.Output(net.Convolution(net.Input("image", "N", 3, "H", "W"), 4, WindowOptions.Square(3)));
        var message = Assert.Throws<InputException>(() => ShapeInference.Infer(net.Build(), InputBindings.Parse(binding))).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
