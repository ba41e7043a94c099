using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;
using Assay.Core.Errors;
using static Assay.Architecture.Tests.ReceptiveFields.FieldScenario;

namespace Assay.Architecture.Tests.ReceptiveFields;

public sealed class ReceptiveFieldReportTests
{
    [Fact]
    public void Numbers_AreThoseOfThePaper()
    {
        var report = Report((net, x) => net.MaxPool(net.Convolution(x, 4, WindowOptions.Square(7, 2, 3)), WindowOptions.Square(3, 2, 1)), [1, 4, "H", "W"]);
        var axis = report.Last!.Axes[0];
        Assert.Equal((11L, new Rational(4), new Rational(0), 5L, 1), (axis.Size, axis.Stride, axis.Offset, axis.Padding, axis.Phases));
        Assert.Equal((-5, 5), axis.Of(0));
        Assert.Equal((35, 45), axis.Of(10));
        Assert.Equal((FieldKind.Window, 2, 2), (axis.Kind, axis.InputAxis, axis.TensorAxis));
        Assert.Equal("maxpool: size 11, stride 4, padding 5; size 11, stride 4, padding 5", report.Last.ToString());
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Weights_AreIndependent()
    {
        var report = Report((net, x) => net.Conv3(x), [1, 4, "H", "W"]);
        Assert.False(report.Of("conv.weight").IsDependent);
        Assert.Equal("independent", report.Of("conv.weight").Axes[0].ToString());
        Assert.True(report.Of("conv").IsDependent);
    }

    [Fact]
    public void UnevenPadding_IsTheOneBefore() => Assert.Equal("size 2, stride 1, padding 0", Of((net, x) => net.Convolution(x, 4, new() { Kernel = [2], Padding = [0, 1, 1, 0] })));

    [Fact]
    public void SamePadding_DependsOnTheSizeOnlyAboveStrideOne()
    {
        Func<GraphBuilder, GraphTensor, GraphTensor> Same(int kernel, int stride, string mode = "SAME_UPPER") => (net, x) =>
            net.Node("Conv", [x, net.Weight("weights", TensorShape.Of(4, 4, kernel, kernel), 1)], With(("strides", new long[] { stride, stride }), ("auto_pad", mode)));
        Assert.Equal("size 3, stride 1, padding 1", Of(Same(3, 1)));
        Assert.Equal("size 4, stride 1, padding 1", Of(Same(4, 1)));
        Assert.Equal("size 4, stride 1, padding 2", Of(Same(4, 1, "SAME_LOWER")));
        Assert.Equal("size 1, stride 2, padding 0", Of(Same(1, 2)));
        Assert.Equal("size 2, stride 2, padding 0", Of(Same(2, 2)));
        Assert.Equal("size 2, stride 2, padding by size", Of(Same(2, 2, "SAME_LOWER")));
        Assert.Equal("size 3, stride 2, padding by size", Of(Same(3, 2)));
        Assert.Equal("size 3, stride 2, padding 0", Of(Same(3, 2), image: [1, 4, 8, 8]));
        Assert.Equal("size 3, stride 2, padding 1", Of(Same(3, 2), image: [1, 4, 9, 9]));
        var unknown = Report(Same(3, 2), [1, 4, "H", "W"]).Last!.Axes[0];
        Assert.Null(unknown.Offset);
        Assert.Null(unknown.Of(3));
    }

    [Fact]
    public void MisalignedBranches_AreFlaggedAndNamed()
    {
        var report = Report((net, x) =>
        {
            var early = net.Convolution(x, 4, new() { Kernel = [3], Padding = [2, 1, 0, 1] }, layerName: "early");
            return net.Conv3(net.Add(early, net.Conv3(x), "joint"));
        }, [1, 4, "H", "W"]);
        var joint = report.Of("joint");
        Assert.False(joint.IsAligned);
        Assert.False(joint.Axes[0].IsAligned);
        Assert.True(joint.Axes[1].IsAligned);
        Assert.Equal("size 4, stride 1, padding 2, misaligned", joint.Axes[0].ToString());
        Assert.Equal(["joint"], report.MisalignedNodes.Select(node => node.Name));
        Assert.Equal("size 6, stride 1, padding 3, misaligned", report.Last!.Axes[0].ToString());
        Assert.Equal(["joint"], report.Last.Axes[0].MisalignedAt.Select(node => node.Name));
        Assert.Equal(["Add 'joint' joins branches whose fields have different centres"], report.Findings);
        Assert.True(report.Of("early").IsAligned);
    }

    [Fact]
    public void TwoMisalignedJoins_AreBothNamed()
    {
        var report = Report((net, x) =>
        {
            GraphTensor Early() => net.Convolution(x, 4, new() { Kernel = [3], Padding = [2, 2, 0, 0] });
            return net.Add(net.Add(Early(), x, "first"), net.Add(x, Early(), "second"));
        }, [1, 4, "H", "W"]);
        Assert.Equal(["first", "second"], report.Last!.Axes[0].MisalignedAt.Select(node => node.Name));
    }

    [Fact]
    public void NearestUpsamplingOfPooledImage_IsAlignedWithTheImage()
    {
        GraphTensor Net(GraphBuilder net, GraphTensor x, string coordinates)
        {
            var down = net.MaxPool(x, WindowOptions.Square(2, 2));
            return net.Concat([x, net.Node("Resize", [down, null, net.Singles(1, 1, 2, 2)], With(("coordinate_transformation_mode", coordinates), ("nearest_mode", "floor")))]);
        }
        Assert.Equal("size 2, stride 1, padding 0", Of((net, x) => Net(net, x, "asymmetric"), image: [1, 4, 8, 8]));
        Assert.Equal("size 3, stride 1, padding 2, misaligned", Of((net, x) => Net(net, x, "half_pixel"), image: [1, 4, 8, 8]));
    }

    [Fact]
    public void BranchesOfUnknownPadding_AreJoinedWhereTheirDifferenceIsFixed()
    {
        GraphTensor Same(GraphBuilder net, GraphTensor x, int kernel) => net.Convolution(x, 4, new() { Kernel = [kernel], Stride = [2], Same = true });
        Assert.Equal("size 5, stride 2, padding by size", Of((net, x) => net.Add(Same(net, x, 3), Same(net, x, 5))));
        Assert.Equal("unknown: Add 'add' joins branches that are moved against each other by the input's size; give it as a number", Of((net, x) => net.Add(Same(net, x, 3), net.Conv3(x, 2))));
        Assert.Equal("size 3, stride 2, padding 1", Of((net, x) => net.Add(Same(net, x, 3), net.Conv3(x, 2)), image: [1, 4, 9, 9]));
        Assert.Equal("size 4, stride 2, padding 1, misaligned", Of((net, x) => net.Add(Same(net, x, 3), net.Conv3(x, 2)), image: [1, 4, 8, 8]));
    }

    [Fact]
    public void SingleUnitsOfDifferentStrides_AreJoinedAsTheyLie()
    {
        var report = Report((net, x) =>
        {
            GraphTensor Row(GraphTensor from, long row) => net.Node("Gather", [from, net.Integer(row)], With(("axis", 2L)));
            return net.Add(Row(net.Convolution(x, 4, new() { Kernel = [3, 1], Stride = [2, 1] }), 1), Row(x, 7));
        }, [1, 4, 16, 16]);
        Assert.Equal((2, 7), report.Of("add").Axes[0].Of(0));
    }

    [Fact]
    public void Last_IsBeforeThePoolingOfTheMainBranch()
    {
        var report = Report((net, x) =>
        {
            var features = net.Relu(net.Conv3(x), "features");
            net.Output(net.Dense(net.GlobalAveragePool(features), 10));
            var auxiliary = net.Convolution(net.Conv3(features), 4, WindowOptions.Square(3), layerName: "auxiliary");
            return net.Dense(net.GlobalAveragePool(auxiliary), 10, layerName: "side");
        }, [1, 4, 8, 8]);
        Assert.Equal("features", report.Last!.Tensor.Name);
    }

    [Fact]
    public void NoImage_HasNoLast() => Assert.Null(Report((net, x) => net.Dense(x, 3), ["N", 8]).Last);

    [Fact]
    public void Tensors_AreFoundByNameInAnyCopyOfTheGraph()
    {
        var net = new GraphBuilder("net");
        net.Output(net.Conv3(net.Input("image", 1, 4, 8, 8)));
        var graph = net.Build();
        graph.IsInferred = false;
        var report = ReceptiveFieldAnalysis.Of(graph);
        Assert.NotSame(graph, report.Graph);
        Assert.Equal(3, report.Of(graph.Outputs[0]).Axes[0].Size);
        Assert.Equal(report.Graph.Tensors.Count, report.Tensors.Count);
        Assert.Contains("'nothing'", Assert.Throws<ArgumentException>(() => report.Of("nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfSeveralInputs_TheImageIsTakenUnlessAnotherIsNamed()
    {
        var net = new GraphBuilder("net");
        var scale = net.Input("scale", 1);
        var series = net.Input("series", 1, 4, 16);
        var image = net.Input("image", 1, 4, 16, 16);
        var (first, second) = (net.Convolution(series, 4, new() { Kernel = [5] }), net.Conv3(image));
        net.Output(net.Node("Mul", [net.Concat([net.Flatten(first), net.Flatten(second)]), scale]));
        var graph = net.Build();
        var report = ReceptiveFieldAnalysis.Of(graph);
        Assert.Equal("image", report.Input.Name);
        Assert.False(report.Of(first).IsDependent);
        var other = ReceptiveFieldAnalysis.Of(graph, "series");
        Assert.Equal(("series", 5L), (other.Input.Name, other.Of(first).Axes[0].Size!.Value));
        Assert.Equal("Graph net has no input called 'video'; it has 'scale', 'series', 'image'.", Assert.Throws<InputException>(() => ReceptiveFieldAnalysis.Of(graph, "video")).Message);
    }

    [Fact]
    public void InputWithoutAxes_IsRefused()
    {
        var net = new GraphBuilder("net");
        net.Output(net.Relu(net.Input("image", TensorType.Float32, null)));
        Assert.Equal("Graph net: the shape of the input 'image' is not known; give it.", Assert.Throws<InputException>(() => ReceptiveFieldAnalysis.Of(net.Build())).Message);
        var constant = new GraphBuilder("net");
        constant.Output(constant.Relu(constant.Singles(1)));
        Assert.Equal("Graph net has no input that receptive fields could be relative to.", Assert.Throws<InputException>(() => ReceptiveFieldAnalysis.Of(constant.Build())).Message);
    }

    [Fact]
    public void Cancellation_EndsIt()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var net = new GraphBuilder("net");
        net.Output(net.Conv3(net.Input("image", 1, 4, 8, 8)));
        Assert.Throws<OperationCanceledException>(() => ReceptiveFieldAnalysis.Of(net.Build(), cancellationToken: source.Token));
    }
}
