using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;
using Assay.Core.Errors;
using static Assay.Architecture.Tests.ReceptiveFields.FieldScenario;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>Where fields cannot be followed, the reason is given in words.</summary>
public sealed class UnknownFieldTests
{
    private static readonly Dimension[] Eight = [1, 4, 8, 8];

    [Fact]
    public void UnknownOperator_IsNamed()
    {
        Assert.Equal("unknown: the operator of MyOperator 'myoperator' is not understood", Of((net, x) => net.Relu(net.Node("MyOperator", [net.Conv3(x)]))));
        Assert.Equal("unknown: the operator of NhwcMaxPool 'own' is not followed", Of((net, x) => net.RuntimeNode("NhwcMaxPool", [net.Conv3(x)], With(("kernel_shape", new[] { 2L, 2 })))));
    }

    [Fact]
    public void Subgraph_CountsWhatItTakesByName()
    {
        var net = new GraphBuilder("net");
        var features = net.Conv3(net.Input("image", Eight));
        var output = new GraphTensor("chosen", TensorType.Float32, TensorShape.Of(1, 4, 8, 8));
        net.Append(new("choice", "If", "", [net.Constant("condition", TensorConstant.Fill(TensorType.Bool, TensorShape.Scalar, 1))], [output], new Dictionary<string, object>(), [features]));
        net.Output(output);
        Assert.Equal("unknown: the operator of If 'choice' is not understood", ReceptiveFieldAnalysis.Of(net.Build()).Of("chosen").Axes[0].ToString());
    }

    [Fact]
    public void ComputedSettings_AreUnknown()
    {
        GraphTensor Given(GraphBuilder net, int count) => net.Input("given", TensorType.Int64, TensorShape.Of(count));
        Assert.Equal("unknown: the shapes at Squeeze 'squeeze' are not known", Of((net, x) => net.Node("Squeeze", [net.Conv3(x), Given(net, 1)])));
        Assert.Equal("unknown: the padding of Pad 'pad' is not known", Of((net, x) => net.Node("Pad", [net.Conv3(x), Given(net, 8)])));
        Assert.Equal("unknown: the padding of Pad 'pad' is not known", Of((net, x) => net.Node("Pad", [net.Conv3(x), net.Node("Concat", [net.Integers(0, 0), Given(net, 1), net.Integers(0, 0, 0, 0, 0)], With(("axis", 0L)))])));
        Assert.Equal("unknown: the part that Slice 'slice' takes is not known", Of((net, x) => net.Node("Slice", [net.Conv3(x), Given(net, 4), net.Integers(9, 9, 9, 9)])));
        Assert.Equal("unknown: the part that Slice 'slice' takes is not known", Of((net, x) => net.Node("Slice", [net.Conv3(x), net.Node("Concat", [net.Integers(0, 0), Given(net, 1), net.Integers(0)], With(("axis", 0L))), net.Integers(9, 9, 9, 9)])));
        Assert.Equal("unknown: ReduceSum 'reducesum' reduces axes that are computed", Of((net, x) => net.Node("ReduceSum", [net.Conv3(x), Given(net, 1)])));
        Assert.Equal("unknown: Gather 'gather' reads or writes at computed places", Of((net, x) => net.Node("Gather", [net.Conv3(x), Given(net, 3)], With(("axis", 2L)))));
        Assert.Equal("unknown: Reshape 'reshape' makes reshape_dim0xreshape_dim1 of 1x4xHxW, whose axes cannot be matched", Of((net, x) => net.Node("Reshape", [net.Conv3(x), Given(net, 2)])));
    }

    [Fact]
    public void PlacesFromTheData_AreUnknown()
    {
        Assert.Equal("unknown: GridSample 'gridsample' reads or writes at computed places", Of((net, x) => net.Node("GridSample", [net.Conv3(x), net.Weight("grid", TensorShape.Of(1, 8, 8, 2), 1)])));
        Assert.Equal("unknown: Gather 'gather' picks units in no regular order", Of((net, x) => net.Node("Gather", [net.Conv3(x), net.Integers(0, 2, 3)], With(("axis", 2L)))));
    }

    [Fact]
    public void RepeatedUnits_AreUnknown()
    {
        Assert.Equal("unknown: Concat 'concat' puts parts behind each other along an axis", Of((net, x) => net.Concat([net.Conv3(x), x], axis: 2)));
        Assert.Equal("unknown: Tile 'tile' repeats an axis", Of((net, x) => net.Node("Tile", [net.Conv3(x), net.Integers(1, 1, 2, 1)])));
        Assert.Equal("unknown: Expand 'expand' repeats one unit along an axis", Of((net, x) =>
            net.Node("Expand", [net.Node("Slice", [net.Conv3(x), net.Integers(0), net.Integers(1), net.Integers(2)]), net.Integers(1, 4, 8, 8)]), image: Eight));
        Assert.Equal("unknown: Add 'add' joins a branch that has one unit with one that has an axis of them", Of((net, x) =>
            net.Add(net.Conv3(x), net.Node("Unsqueeze", [net.Node("Gather", [x, net.Integer(2)], With(("axis", 2L))), net.Integers(2)]))));
    }

    [Fact]
    public void Reshape_ThatMixesAxes_IsUnknown()
    {
        GraphTensor To(GraphBuilder net, GraphTensor x, params long[] sizes) => net.Node("Reshape", [net.Conv3(x), net.Integers(sizes)]);
        Assert.Equal("unknown: Reshape 'reshape' joins axis 2 with others", Of((net, x) => To(net, x, 1, 4, 64), image: Eight));
        Assert.Equal("unknown: Reshape 'reshape' joins axis 3 with others", Of((net, x) => To(net, x, 1, 4, 64), axis: 1, image: Eight));
        Assert.Equal("unknown: Reshape 'reshape' divides and joins axes at once", Of((net, x) => To(net, x, 1, 4, 4, 12), image: [1, 4, 6, 8]));
        Assert.Equal("unknown: Reshape 'reshape' divides an axis into parts whose number is fixed", Of((net, x) => To(net, x, 1, 4, 2, -1, 8), image: [1, 4, Dimension.Named("K") * 2, 8]));
    }

    [Fact]
    public void RatioOfResizing_MustBeAFraction()
    {
        const string ratio = "unknown: Resize 'resize' resizes by a ratio that depends on the input's size or has a long period; give the input's size as a number";
        Assert.Equal(ratio, Of((net, x) => net.Node("Resize", [net.Conv3(x), null, null, net.Integers(1, 4, 100, 100)])));
        Assert.Equal(ratio, Of((net, x) => net.Node("Resize", [net.Conv3(x), null, net.Singles(1, 1, 0.1234567f, 1)])));
        const string places = "unknown: the places that Resize 'resize' reads depend on the input's size; give it as a number";
        Assert.Equal(places, Of((net, x) => net.Node("Resize", [net.Conv3(x), null, net.Singles(1, 1, 2, 1)], With(("coordinate_transformation_mode", "align_corners")))));
        Assert.Equal(places, Of((net, x) => net.Node("Resize", [net.Conv3(x), null, net.Singles(1, 1, 0.3f, 1)], With(("coordinate_transformation_mode", "half_pixel_symmetric"))), opset: 19));
        Assert.Equal("unknown: Resize 'resize' reads places of its own ('tf_crop_and_resize')", Of((net, x) =>
            net.Node("Resize", [net.Conv3(x), net.Singles(0, 0, 0, 0, 1, 1, 1, 1), net.Singles(1, 1, 2, 2)], With(("coordinate_transformation_mode", "tf_crop_and_resize")))));
    }

    [Fact]
    public void LongPeriod_IsUnknown()
    {
        Assert.Equal("unknown: the fields after Resize 'resize' repeat only after more than 1024 units", Of((net, x) => net.Node("Resize", [net.Conv3(x), null, null, net.Integers(1, 4, 1031, 8)]), image: Eight));
        Assert.Equal("unknown: the fields after ConvTranspose 'up' repeat only after more than 1024 units", Of((net, x) =>
            net.Node("ConvTranspose", [net.Conv3(x), net.Weight("weights", TensorShape.Of(4, 4, 1, 1), 1)], With(("strides", new[] { 1025L, 1 })), "up")));
        Assert.Equal("unknown: the fields after DepthToSpace 'up' repeat only after more than 1024 units", Of((net, x) => net.Node("DepthToSpace", [x], With(("blocksize", 1025L)), "up"), image: [1, 1025 * 1025, 8, 8]));
        // 1,517 = 37·41: there and back in two ways whose periods share no factor.
        GraphTensor Back(GraphBuilder net, GraphTensor x, long height) => net.Node("Resize", [net.Node("Resize", [x, null, null, net.Integers(1, 4, height, 8)]), null, null, net.Integers(1, 4, 1517, 8)]);
        Assert.Equal("unknown: the fields after Add 'add' repeat only after more than 1024 units", Of((net, x) => net.Add(Back(net, x, 31 * 41), Back(net, x, 37 * 29)), image: [1, 4, 1517, 8]));
    }

    [Fact]
    public void UnknownSizeAtAFractionalStride_AsksForTheSize()
    {
        Func<GraphBuilder, GraphTensor, GraphTensor> cut = (net, x) => net.Node("Slice", [net.Node("Resize", [x, null, net.Singles(1, 1, 2, 2)]), net.Integers(-5), net.Integers(-1), net.Integers(2)], null, "cut");
        Assert.Equal("unknown: Slice 'cut' is padded or cut by the input's size at a fractional stride; give the input's size as a number", Of(cut));
        Assert.Equal("size 1, stride 1/2, padding -5", Of(cut, image: Eight));
        Func<GraphBuilder, GraphTensor, GraphTensor> sized = (net, x) => net.Node("ConvTranspose", [x, net.Weight("weights", TensorShape.Of(4, 4, 3, 3), 1)], With(("strides", new[] { 2L, 2 }), ("output_shape", new[] { 16L, 16 })), "up");
        Assert.Equal("unknown: ConvTranspose 'up' cuts its result by the input's size; give the input's size as a number", Of(sized));
        Assert.Equal("size 2, stride 1/2, padding 0", Of(sized, image: Eight));
    }

    [Fact]
    public void DifferentStrides_AreNamed() => Assert.Equal("unknown: Add 'add' joins branches of different strides, 2 and 1", Of(
        (net, x) => net.Add(net.Conv3(x, stride: 2), net.Node("Slice", [x, net.Integers(0, 0), net.Integers(4, 4), net.Integers(2, 3)])), image: Eight));

    [Fact]
    public void FieldsBeyond64Bits_AreOneSentence()
    {
        GraphTensor Strided(GraphBuilder net, GraphTensor x, int count)
        {
            for (var i = 0; i < count; i++) x = net.Convolution(x, 1, WindowOptions.Square(1, int.MaxValue), layerName: $"conv{i}");
            return x;
        }
        var follow = Assert.Throws<InputException>(() => Of((net, x) => Strided(net, x, 3), image: Eight)).Message;
        Assert.Equal("Graph net: the receptive field at Conv 'conv2' leaves the range of 64 bits; check the strides and padding before it.", follow);
        var centre = Assert.Throws<InputException>(() => Of((net, x) => net.Node("Pad", [Strided(net, x, 2), net.Integers(0, 0, 2, 0, 0, 0, -2, 0)], null, "moved"), image: Eight)).Message;
        Assert.Equal("Graph net: the receptive field at 'moved' leaves the range of 64 bits; check the strides and padding before it.", centre);
    }
}
