using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;
using static Assay.Architecture.Tests.ReceptiveFields.FieldScenario;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>How windows pass through operators. Before each stands a 3×3 convolution: size 3, stride 1, padding 1.</summary>
public sealed class FieldFlowTests
{
    private const string Unchanged = "size 3, stride 1, padding 1";

    [Theory]
    [InlineData("Relu")]
    [InlineData("Softplus")]
    [InlineData("Identity")]
    [InlineData("Sqrt")]
    public void ElementWiseFunction_ChangesNothing(string @operator) => Assert.Equal(Unchanged, Of((net, x) => net.Node(@operator, [net.Conv3(x)])));

    [Fact]
    public void StoredStatistics_ArePointwise()
    {
        Assert.Equal(Unchanged, Of((net, x) => net.BatchNormalization(net.Conv3(x))));
        Assert.Equal(Unchanged, Of((net, x) => net.LocalResponseNormalization(net.Conv3(x))));
        Assert.Equal(Unchanged, Of((net, x) => net.Dropout(net.Conv3(x))));
    }

    [Theory]
    [InlineData(2, 2, 2, "size 5, stride 2, padding 1")]
    [InlineData(3, 1, 3, "size 9, stride 1, padding 1")]
    public void Dilation_WidensTheField(int kernel, int stride, int dilation, string expected) =>
        Assert.Equal(expected, Of((net, x) => net.Convolution(net.Conv3(x), 4, WindowOptions.Square(kernel, stride, 0, dilation))));

    [Fact]
    public void Transpose_TakesTheAxesAlong()
    {
        Assert.Equal("size 5, stride 1, padding 2", Of((net, x) =>
        {
            var swapped = net.Node("Transpose", [net.Convolution(x, 4, new() { Kernel = [5, 1], Padding = [2, 0] })], With(("perm", new long[] { 0, 1, 3, 2 })));
            return net.Convolution(swapped, 4, new() { Kernel = [7, 1] });
        }, axis: 0));
        Assert.Equal("size 7, stride 1, padding 0", Of((net, x) =>
        {
            var swapped = net.Node("Transpose", [net.Convolution(x, 4, new() { Kernel = [5, 1], Padding = [2, 0] })], With(("perm", new long[] { 0, 1, 3, 2 })));
            return net.Convolution(swapped, 4, new() { Kernel = [7, 1] });
        }, axis: 1));
    }

    [Fact]
    public void ChannelsLast_AreFoundFromTheWindows()
    {
        var report = Report((net, x) =>
        {
            var first = net.Convolution(net.Node("Transpose", [x], With(("perm", new long[] { 0, 3, 1, 2 }))), 4, WindowOptions.Square(3, 2, 1));
            var last = net.Node("Transpose", [first], With(("perm", new long[] { 0, 2, 3, 1 })));
            return net.Softmax(net.Node("MatMul", [last, net.Weight("weights", TensorShape.Of(4, 6), 1)]));
        }, ["N", "H", "W", 4]);
        Assert.Equal([1, 2], report.Axes);
        Assert.Equal("size 3, stride 2, padding 1", report.Last!.Axes[0].ToString());
        Assert.Equal(report.Graph.Outputs[0], report.Last.Tensor);
        Assert.Equal([1, 2], report.Last.Axes.Select(axis => axis.TensorAxis!.Value));
    }

    [Fact]
    public void PadAndSlice_MoveTheField()
    {
        Assert.Equal("size 3, stride 1, padding 4", Of((net, x) => net.Node("Pad", [net.Conv3(x), net.Integers(0, 0, 3, 0, 0, 0, 1, 0)])));
        Assert.Equal("size 3, stride 1, padding 4", Of((net, x) => net.Node("Pad", [net.Conv3(x), net.Integers(3, 1), null, net.Integers(2)]), opset: 18));
        Assert.Equal("size 3, stride 2, padding -4", Of((net, x) => net.Node("Slice", [net.Conv3(x), net.Integers(5), net.Integers(long.MaxValue), net.Integers(2), net.Integers(2)])));
        Assert.Equal("size 3, stride -1, padding by size", Of((net, x) => net.Node("Slice", [net.Conv3(x), net.Integers(-1), net.Integers(long.MinValue), net.Integers(2), net.Integers(-1)])));
        Assert.Equal("size 3, stride -1, padding -8", Of((net, x) => net.Node("Slice", [net.Conv3(x), net.Integers(int.MaxValue), net.Integers(long.MinValue), net.Integers(2), net.Integers(-1)]), image: [1, 4, 10, 10]));
        Assert.Equal("size 3, stride 1, padding 1", Of((net, x) => net.Node("Slice", [net.Conv3(x), net.Integers(long.MinValue), net.Integers(5), net.Integers(2)])));
        Assert.Equal("size 3, stride 1, padding -3", Of((net, x) => net.Node("Slice", [net.Conv3(x)], With(("starts", new[] { 4L }), ("ends", new[] { 9L }), ("axes", new[] { 2L }))), opset: 9));
    }

    [Fact]
    public void CutFromTheEnd_HasAPlaceOnlyForAKnownSize()
    {
        Assert.Equal("size 3, stride 1, padding by size", Of((net, x) => net.Node("Slice", [net.Conv3(x), net.Integers(-6), net.Integers(-1), net.Integers(2)])));
        Assert.Equal("size 3, stride 1, padding -3", Of((net, x) => net.Node("Slice", [net.Conv3(x), net.Integers(-6), net.Integers(-1), net.Integers(2)]), image: [1, 4, 10, 10]));
    }

    [Fact]
    public void SplitAlongSpace_StartsWhereThePartDoes() =>
        Assert.Equal("size 3, stride 1, padding -3", Of((net, x) => net.Nodes("Split", [net.Conv3(x), net.Integers(4, 6)], 2, With(("axis", 2L)))[1], image: [1, 4, 10, 10]));

    [Fact]
    public void SplitAndConcatOfChannels_ChangeNothing() =>
        Assert.Equal(Unchanged, Of((net, x) => net.Concat(net.Nodes("Split", [net.Conv3(x)], 2, With(("axis", 1L))))));

    [Fact]
    public void ConcatOfABorder_MovesTheField() => Assert.Equal("size 3, stride 1, padding 3", Of(
        (net, x) => net.Concat([net.Constant("border", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(1, 4, 2, 10), 0)), net.Conv3(x)], axis: 2), image: [1, 4, 10, 10]));

    [Fact]
    public void Gather_TakesOneUnitOrEveryOther()
    {
        Assert.Equal("size 3, stride 1, padding -4", Of((net, x) => net.Node("Gather", [net.Conv3(x), net.Integer(5)], With(("axis", 2L)))));
        Assert.Equal("size 3, stride 2, padding 0", Of((net, x) => net.Node("Gather", [net.Conv3(x), net.Integers(1, 3, 5)], With(("axis", 2L)))));
        Assert.Equal("size 3, stride 1, padding -8", Of((net, x) => net.Node("Gather", [net.Conv3(x), net.Integers(-1)], With(("axis", 2L))), image: [1, 4, 10, 10]));
        Assert.Equal("size 5, stride 1, padding 2", Of((net, x) => net.Conv3(net.Node("Gather", [net.Conv3(x), net.Integers(3, 0, 1, 2)], With(("axis", 1L))))));
    }

    [Fact]
    public void BlocksAndChannels_ArePhases()
    {
        Assert.Equal("size 4, stride 2, padding 1", Of((net, x) => net.Node("SpaceToDepth", [net.Conv3(x)], With(("blocksize", 2L)))));
        Assert.Equal("size 3, stride 1/2, padding 1", Of((net, x) => net.Node("DepthToSpace", [net.Conv3(x)], With(("blocksize", 2L)))));
    }

    [Fact]
    public void PixelShuffleByReshape_IsTheSameAsDepthToSpace() => Assert.Equal("size 3, stride 1/2, padding 1", Of((net, x) =>
    {
        var split = net.Node("Reshape", [net.Conv3(x), net.Integers(1, 1, 2, 2, 8, 8)]);
        var mixed = net.Node("Transpose", [split], With(("perm", new long[] { 0, 1, 4, 2, 5, 3 })));
        return net.Node("Reshape", [mixed, net.Integers(1, 1, 16, 16)]);
    }, image: [1, 4, 8, 8]));

    [Fact]
    public void PatchesByReshape_AreTheSameAsSpaceToDepth() => Assert.Equal("size 4, stride 2, padding 1", Of((net, x) =>
    {
        var split = net.Node("Reshape", [net.Conv3(x), net.Integers(1, 4, 4, 2, 4, 2)]);
        var mixed = net.Node("Transpose", [split], With(("perm", new long[] { 0, 1, 3, 5, 2, 4 })));
        return net.Node("Reshape", [mixed, net.Integers(1, 16, 4, 4)]);
    }, image: [1, 4, 8, 8]));

    [Fact]
    public void ChannelShuffle_KeepsTheImage() => Assert.Equal(Unchanged, Of((net, x) =>
    {
        var split = net.Node("Reshape", [net.Conv3(x), net.Integers(1, 2, 2, 8, 8)]);
        return net.Node("Reshape", [net.Node("Transpose", [split], With(("perm", new long[] { 0, 2, 1, 3, 4 }))), net.Integers(1, 4, 8, 8)]);
    }, image: [1, 4, 8, 8]));

    [Fact]
    public void AxesOfOneUnit_ComeAndGo()
    {
        Assert.Equal(Unchanged, Of((net, x) => net.Node("Squeeze", [net.Node("Unsqueeze", [net.Conv3(x), net.Integers(0)]), net.Integers(0)])));
        Assert.Equal(Unchanged, Of((net, x) => net.Node("Reshape", [net.Conv3(x), net.Integers(4, 8, 1, 8)]), image: [1, 4, 8, 8]));
        // What is squeezed is one unit that sees a window still.
        var report = Report((net, x) => net.Node("Squeeze", [net.Convolution(x, 4, WindowOptions.Square(8)), net.Integers(2, 3)]), [1, 4, 8, 8]);
        var field = report.Of(report.Graph.Outputs[0]).Axes[0];
        Assert.Equal("size 8, stride 1, padding 0", field.ToString());
        Assert.Null(field.TensorAxis);
        Assert.Equal((0, 7), field.Of(0));
    }

    [Fact]
    public void TileAndExpand_OfOtherAxes_KeepTheImage()
    {
        Assert.Equal(Unchanged, Of((net, x) => net.Node("Tile", [net.Conv3(x), net.Integers(1, 2, 1, 1)]), image: [1, 4, 8, 8]));
        Assert.Equal(Unchanged, Of((net, x) => net.Node("Expand", [net.Conv3(x), net.Integers(3, 4, 8, 8)]), image: [1, 4, 8, 8]));
    }

    [Fact]
    public void ResizeOfTheImageAlone_MarksTheAxesOfTheImage() => Assert.Equal("size 2, stride 1/2, padding 1", Of(
        (net, x) => net.Node("Resize", [x, null, net.Singles(1, 1, 2, 1)], With(("mode", "linear")))));

    [Fact]
    public void ResizeOfChannelsLast_MarksItsAxes()
    {
        var report = Report((net, x) => net.Node("Resize", [x, null, net.Singles(1, 2, 2, 1)]), [1, "H", "W", 4]);
        Assert.Equal([1, 2], report.Axes);
    }

    [Fact]
    public void ResizeBySymbolicSize_FollowsAWholeRatio() => Assert.Equal("size 1, stride 1/2, padding 0", Of((net, x) =>
    {
        var space = net.Node("Slice", [net.Node("Shape", [x]), net.Integers(2), net.Integers(4)]);
        var doubled = net.Node("Mul", [space, net.Integers(2)]);
        return net.Node("Resize", [x, null, null, net.Node("Concat", [net.Integers(1, 4), doubled], With(("axis", 0L)))]);
    }));

    [Fact]
    public void ResizeThatKeepsTheAspect_HasOneRatioForAllAxes()
    {
        var attributes = With(("keep_aspect_ratio_policy", "not_larger"), ("coordinate_transformation_mode", "asymmetric"), ("axes", new long[] { 2, 3 }));
        Assert.Equal("size 1, stride 1/2, padding 0", Of((net, x) => net.Node("Resize", [x, null, null, net.Integers(32, 16)], attributes), image: [1, 4, 8, 8], opset: 18));
        attributes["keep_aspect_ratio_policy"] = "not_smaller";
        Assert.Equal("size 1, stride 1/4, padding 0", Of((net, x) => net.Node("Resize", [x, null, null, net.Integers(32, 16)], attributes), image: [1, 4, 8, 8], opset: 18));
    }

    [Theory]
    [InlineData(10, "size 1, stride 2, padding 0")]
    [InlineData(17, "size 1, stride 2, padding 0")]
    public void ResizeToHalf_ReadsOneOfTwo(long opset, string expected) => Assert.Equal(expected, Of(
        (net, x) => opset == 10 ? net.Node("Resize", [x, net.Singles(1, 1, 0.5f, 0.5f)]) : net.Node("Resize", [x, null, net.Singles(1, 1, 0.5f, 0.5f)]), opset: opset));

    [Fact]
    public void LegacyUpsample_TakesItsScalesAsAttributes()
    {
        Assert.Equal("size 3, stride 1/2, padding 1", Of((net, x) => net.Node("Upsample", [net.Conv3(x)], With(("scales", new[] { 1f, 1, 2, 2 }))), opset: 7));
        Assert.Equal("size 3, stride 1/2, padding 1", Of((net, x) => net.Node("Upsample", [net.Conv3(x)], With(("height_scale", 2f), ("width_scale", 2f))), opset: 1));
        Assert.Equal("size 4, stride 1/2, padding 1", Of((net, x) => net.Node("Upsample", [net.Conv3(x)], With(("scales", new[] { 1f, 1, 2, 2 }), ("mode", "bilinear"))), opset: 7));
    }

    [Fact]
    public void ProductsOfMatrices_KeepTheirOuterAxes()
    {
        Assert.Equal(Unchanged, Of((net, x) => net.Node("MatMul", [net.Weight("left", TensorShape.Of(5, 4), 1), net.Node("Transpose", [net.Conv3(x)], With(("perm", new long[] { 0, 2, 1, 3 })))]), axis: 1));
        Assert.Equal(Unchanged, Of((net, x) => net.Node("Einsum", [net.Conv3(x), net.Weight("right", TensorShape.Of(4, 5), 1)], With(("equation", "nchw,cd->nhwd")))));
        Assert.Equal(Unchanged, Of((net, x) => net.Node("Gemm", [net.Node("Squeeze", [net.Node("Slice", [net.Conv3(x), net.Integers(0, 0), net.Integers(1, 1), net.Integers(1, 3)]), net.Integers(0, 1)]), net.Weight("weights", TensorShape.Of(1, 5), 1)]), image: [1, 4, 8, 8]));
    }

    [Fact]
    public void FusedConvolution_AddsItsFourthInput() => Assert.Equal("size 5, stride 1, padding 2", Of((net, x) =>
        net.RuntimeNode("FusedConv", [net.Conv3(x), net.Weight("weights", TensorShape.Of(4, 4, 1, 1), 1), null, net.Convolution(x, 4, WindowOptions.Square(5, padding: 2))])));

    [Fact]
    public void QuantisedForms_ReadAsTheirModels()
    {
        Assert.Equal("size 5, stride 1, padding 2", Of((net, x) =>
        {
            var scale = net.Singles(1);
            var zero = net.Constant("zero", TensorConstant.Fill(TensorType.UInt8, TensorShape.Scalar, 0));
            var quantised = net.Node("QuantizeLinear", [net.Conv3(x), scale, zero]);
            var weights = net.Constant("weights", TensorConstant.Fill(TensorType.UInt8, TensorShape.Of(4, 4, 3, 3), 1));
            var convolved = net.Node("QLinearConv", [quantised, scale, zero, weights, scale, zero, scale, zero], With(("pads", new long[] { 1, 1, 1, 1 })));
            var summed = net.RuntimeNode("QLinearAdd", [convolved, scale, zero, quantised, scale, zero, scale, zero]);
            return net.RuntimeNode("QLinearConcat", [scale, zero, summed, scale, zero, summed, scale, zero], With(("axis", 1L)));
        }));
    }

    [Fact]
    public void OldBroadcasting_StartsAtItsAxis() => Assert.Equal(Unchanged, Of((net, x) =>
    {
        var row = net.Node("Squeeze", [net.Node("Slice", [net.Conv3(x)], With(("starts", new[] { 0L, 0 }), ("ends", new[] { 1L, 1 }), ("axes", new[] { 1L, 3 })))], With(("axes", new[] { 0L, 1, 3 })));
        return net.Node("Add", [net.Conv3(x), row], With(("broadcast", 1L), ("axis", 2L)));
    }, opset: 6));

    [Fact]
    public void TransposedConvolution_WithOneOfTwoUnitsEmpty_SaysSo()
    {
        var report = Report((net, x) => net.Node("ConvTranspose", [x, net.Weight("weights", TensorShape.Of(4, 4, 1, 1), 1)], With(("strides", new[] { 2L, 2 }))), [1, 4, 8, 8]);
        var field = report.Of(report.Graph.Outputs[0]).Axes[0];
        Assert.Equal(2, field.Phases);
        Assert.Equal((3, 3), field.Of(6));
        Assert.Null(field.Of(7));
        Assert.Equal(new Rational(1, 2), field.Stride);
    }

    [Fact]
    public void UnitsThatSeeNothing_AreIndependent() => Assert.Equal("independent", Of((net, x) =>
    {
        var sparse = net.Node("ConvTranspose", [x, net.Weight("weights", TensorShape.Of(4, 4, 1, 1), 1)], With(("strides", new[] { 2L, 2 })));
        return net.Node("Slice", [sparse, net.Integers(1), net.Integers(99), net.Integers(2), net.Integers(2)]);
    }));

    [Fact]
    public void SameTransposed_CutsWhatIsTooMuch()
    {
        // Extent 5, stride 2: 3 units too many, of which SAME_UPPER cuts 1 before and SAME_LOWER 2.
        var weights = TensorShape.Of(4, 4, 5, 5);
        GraphTensor Up(GraphBuilder net, GraphTensor x, string mode) => net.Node("ConvTranspose", [x, net.Weight("weights", weights, 1)], With(("strides", new[] { 2L, 2 }), ("auto_pad", mode)));
        Assert.Equal("size 3, stride 1/2, padding 1", Of((net, x) => Up(net, x, "SAME_UPPER")));
        Assert.Equal("size 3, stride 1/2, padding 1", Of((net, x) => Up(net, x, "SAME_LOWER")));
        var (upper, lower) = (Report((net, x) => Up(net, x, "SAME_UPPER"), [1, 4, 8, 8]), Report((net, x) => Up(net, x, "SAME_LOWER"), [1, 4, 8, 8]));
        Assert.NotEqual(upper.Last!.Axes[0].Offset, lower.Last!.Axes[0].Offset);
    }
}
