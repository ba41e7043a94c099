using Assay.Architecture.Onnx;
using Assay.Architecture.Operators;
using Assay.Architecture.ReceptiveFields;
using Assay.Architecture.ReceptiveFields.Internals;

namespace Assay.Architecture.Tests.ReceptiveFields;

public sealed class ReadModelFieldTests
{
    [Theory]
    [InlineData("light_bvlc_alexnet", "size 195, stride 32, padding 64")] // as in the published table
    [InlineData("light_vgg19", "size 268, stride 32, padding 118")]
    [InlineData("light_resnet50", "size 427, stride 32, padding 213")] // stride in the first 1×1, hence less than 483
    [InlineData("light_inception_v1", "size 715, stride 32, padding 327")]
    [InlineData("light_squeezenet", "size 207, stride 16, padding 88")]
    [InlineData("SqueezeNet_fp16", "size 207, stride 16, padding 88")]
    [InlineData("mnist", "size 18, stride 6, padding 6")] // 5×5, 2×2 by 2, 5×5, 3×3 by 3: 5 + 1 + 4·2 + 2·2
    public void Model_IsFollowedToItsLastImage(string model, string expected)
    {
        var report = ReceptiveFieldAnalysis.Of(OnnxReader.Read(SharedData.Path($"vision/onnx/{model}.onnx")));
        Assert.All(report.Last!.Axes, axis => Assert.Equal(expected, axis.ToString()));
        Assert.DoesNotContain(report.Tensors, field => field.Axes.Any(axis => axis.Kind == FieldKind.Unknown));
        Assert.Empty(report.MisalignedNodes);
    }

    [Fact]
    public void EveryOperatorThatIsUnderstood_IsFollowed() =>
        // The one that is not moves over images with channels last.
        Assert.Equal(["NhwcMaxPool"], OperatorCatalog.Names.Where(name => FieldRegistry.Instance.Find(name) is null));
}
