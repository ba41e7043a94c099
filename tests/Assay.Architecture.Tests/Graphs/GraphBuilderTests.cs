using Assay.Architecture.Graphs;
using Assay.Core.Errors;

namespace Assay.Architecture.Tests.Graphs;

public sealed class GraphBuilderTests
{
    [Fact]
    public void ImageNetwork_GetsItsShapes()
    {
        var net = new GraphBuilder("small");
        var x = net.Input("image", "N", 3, "H", "W");
        x = net.Relu(net.BatchNormalization(net.Convolution(x, 16, WindowOptions.Square(3, stride: 2, padding: 1), bias: false)));
        x = net.MaxPool(x, WindowOptions.Square(3, stride: 2), ceilMode: true);
        net.Output(net.Softmax(net.Dense(net.GlobalAveragePool(x), 10)));
        var graph = net.Build();
        Assert.Equal("Nx16xfloor((H + 1)/2)xfloor((W + 1)/2)", graph.Nodes[0].Outputs[0].Shape!.ToString());
        Assert.Equal("Nx10", graph.Outputs[0].Shape!.ToString());
        Assert.Equal(["Conv", "BatchNormalization", "Relu", "MaxPool", "GlobalAveragePool", "Flatten", "Gemm", "Softmax"], graph.Nodes.Select(node => node.Operator));
        Assert.Equal("16x3x3x3", graph.Tensors.Single(tensor => tensor.Name == "conv.weight").Shape!.ToString());
    }

    [Fact]
    public void PaddingOnOneSide_IsKept()
    {
        var net = new GraphBuilder("even");
        var x = net.Input("image", 1, 4, 9, 9);
        net.Output(net.Convolution(x, 4, new() { Kernel = [2], Padding = [0, 0, 1, 1] }));
        Assert.Equal("1x4x9x9", net.Build().Outputs[0].Shape!.ToString());
    }

    [Fact]
    public void SamePadding_GivesTheRoundedUpSize()
    {
        var net = new GraphBuilder("same");
        net.Output(net.Convolution(net.Input("image", 1, 4, "H", 9), 4, new() { Kernel = [3, 2], Stride = [2], Same = true }));
        Assert.Equal("1x4xfloor((H + 1)/2)x5", net.Build().Outputs[0].Shape!.ToString());
    }

    [Fact]
    public void SameLayerTwice_GetsNamesOfItsOwn()
    {
        var net = new GraphBuilder("twice");
        var x = net.Input("image", 1, 4, 9, 9);
        net.Output(net.Convolution(net.Convolution(x, 4, WindowOptions.Square(1)), 4, WindowOptions.Square(1)));
        Assert.Equal(["conv", "conv_2"], net.Build().Nodes.Select(node => node.Name));
    }

    [Fact]
    public void SharedWeights_AreOneTensor()
    {
        var net = new GraphBuilder("shared");
        var x = net.Input("image", 1, 4, 9, 9);
        var weights = net.Weight("w", TensorShape.Of(4, 4, 1, 1), 0.1);
        net.Output(net.Node("Conv", [net.Node("Conv", [x, weights]), weights]));
        Assert.Equal(2, net.Build().Tensors.Single(tensor => tensor.Name == "w").Consumers.Count);
    }

    [Fact]
    public void TensorOfAnotherNetwork_IsRefused()
    {
        var other = new GraphBuilder("other").Input("image", 1, 3, 8, 8);
        Assert.Contains("another network", Assert.Throws<ArgumentException>(() => new GraphBuilder("net").Relu(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworkWithoutOutput_IsRefused() => Assert.Throws<InvalidOperationException>(() => new GraphBuilder("net").Build());

    [Fact]
    public void AdaptivePoolOfASizeThatDoesNotDivide_IsAnInputError()
    {
        var net = new GraphBuilder("net");
        var x = net.Input("image", 1, 3, 13, 13);
        Assert.Contains("multiple of 6", Assert.Throws<InputException>(() => net.AdaptiveAveragePool(x, 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scope_IsPartOfTheNames()
    {
        var net = new GraphBuilder("net");
        var x = net.Input("image", 1, 3, 8, 8);
        using (net.Scope("mixed"))
        using (net.Scope("branch_0")) x = net.Convolution(x, 4, WindowOptions.Square(1));
        net.Output(net.Relu(x));
        Assert.Equal(["mixed/branch_0/conv", "relu"], net.Build().Nodes.Select(node => node.Name));
    }
}
