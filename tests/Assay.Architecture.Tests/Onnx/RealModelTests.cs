using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;
using Assay.Architecture.Onnx.Internals;
using Assay.Architecture.Shapes;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Architecture.Tests.Onnx;

public sealed class RealModelTests
{
    public static TheoryData<string> Models { get; } =
    [
        "light_bvlc_alexnet", "light_inception_v1", "light_resnet50", "light_squeezenet", "light_vgg19", "mnist", "SqueezeNet_fp16",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryTensor_HasTheShapeThatTheRuntimeMakes(string model)
    {
        var path = SharedData.Path($"vision/onnx/{model}.onnx");
        var graph = ShapeInference.Infer(OnnxReader.Read(path));
        // Every result becomes an output, so that the runtime shows it.
        var proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        var names = graph.Nodes.SelectMany(node => node.Outputs).Where(tensor => tensor.Consumers.Count > 0 || graph.Outputs.Contains(tensor)).Select(tensor => tensor.Name).ToHashSet();
        proto.Graph.Output.Clear();
        foreach (var name in names) proto.Graph.Output.Add(new ValueInfoProto { Name = name });
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(proto.ToByteArray(), options);
        var inputs = graph.Inputs.Select(input => Zeros(input)).ToList();
        using var results = session.Run(inputs);
        var compared = 0;
        var macs = 0L;
        foreach (var result in results)
        {
            var expected = result.ElementType == TensorElementType.Float16 ? result.AsTensor<Float16>().Dimensions.ToArray() : result.AsTensor<float>().Dimensions.ToArray();
            Assert.Equal(string.Join('x', expected), graph.Tensors.Single(tensor => tensor.Name == result.Name).Shape!.ToString());
            compared++;
            var producer = graph.Nodes.Single(node => node.Outputs.Any(output => output.Name == result.Name));
            if (producer.Operator == "Conv" && producer.Inputs[1]!.Shape!.TryGetSizes(out var weights)) macs += expected.Aggregate(1L, (product, size) => product * size) * weights[1] * weights[2] * weights[3];
            if (producer.Operator is "Gemm" or "MatMul" && producer.Inputs[1]!.Shape!.TryGetSizes(out var matrix)) macs += matrix[0] * matrix[1];
        }
        Assert.Equal(macs, CostAnalysis.Of(graph).Macs);
        Assert.Equal(names.Count, compared);
        Assert.True(compared > 5);
    }

    // Parameters as counted in the files themselves (reference-costs.csv); the runtime's statistics of normalisation are no parameters.
    [Theory]
    [InlineData("light_bvlc_alexnet", 60_965_224, 0)]
    [InlineData("light_inception_v1", 6_998_552, 0)]
    [InlineData("light_resnet50", 25_557_032, 53_120)]
    [InlineData("light_squeezenet", 1_235_496, 0)]
    [InlineData("light_vgg19", 143_667_240, 0)]
    [InlineData("mnist", 5_994, 0)]
    [InlineData("SqueezeNet_fp16", 1_235_496, 0)]
    public void Parameters_AreExact(string model, long parameters, long buffers)
    {
        var report = CostAnalysis.Of(OnnxReader.Read(SharedData.Path($"vision/onnx/{model}.onnx")));
        Assert.Equal((parameters, buffers), (report.Parameters, report.Buffers));
        Assert.Equal((parameters + buffers) * (model == "SqueezeNet_fp16" ? 2 : 4), report.WeightBytes);
        Assert.False(report.IsLowerBound);
    }

    // The Inception file pools without padding or rounding up (55, 27, 13 and 6 pixels), so that it costs less than the paper's 1,582,671,872.
    [Theory]
    [InlineData("light_inception_v1", 1_431_556_352)]
    [InlineData("light_vgg19", 19_632_062_464)]
    public void MultiplyAdds_AreExact(string model, long macs) =>
        Assert.Equal(macs, CostAnalysis.Of(OnnxReader.Read(SharedData.Path($"vision/onnx/{model}.onnx"))).Macs);

    private static NamedOnnxValue Zeros(GraphTensor input)
    {
        Assert.True(input.Shape!.TryGetSizes(out var sizes));
        var dimensions = sizes.Select(size => (int)size).ToArray();
        return input.ElementType == TensorType.Float16
            ? NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<Float16>(dimensions))
            : NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<float>(dimensions));
    }
}
