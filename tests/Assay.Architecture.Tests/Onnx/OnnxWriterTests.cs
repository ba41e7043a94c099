using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Architecture.Onnx;
using Assay.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Architecture.Tests.Onnx;

public sealed class OnnxWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(RealModelTests.Models), MemberType = typeof(RealModelTests))]
    public void RealModel_SurvivesWritingAndGivesTheSameResults(string model)
    {
        var source = SharedData.Path($"vision/onnx/{model}.onnx");
        var graph = OnnxReader.Read(source);
        var copy = Path.Combine(_folder, "copy.onnx");
        OnnxWriter.Write(graph, copy, new() { CompactFills = true });
        AssertEqual(graph, OnnxReader.Read(copy));
        Assert.Equal(Outputs(source, graph), Outputs(copy, graph));
    }

    public static TheoryData<string> Networks { get; } = [.. NetworkCatalog.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void BuiltNetwork_IsTakenByTheRuntime(string name)
    {
        var graph = NetworkCatalog.Create(name);
        var path = Path.Combine(_folder, "net.onnx");
        // Random weights of hundreds of megabytes say no more than constant ones.
        OnnxWriter.Write(GraphEdits.WithFilledWeights(graph), path, new() { CompactFills = true });
        Assert.True(new FileInfo(path).Length < 1 << 20);
        using var session = Session(path);
        Assert.Equal(graph.Outputs.Select(output => output.Name), session.OutputMetadata.Keys);
        if (graph.Inputs[0].Shape![2].Evaluate(new Dictionary<string, long>()) > 64) return;
        Assert.All(Outputs(path, graph), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void DrawnWeights_AreWrittenAndReadBack()
    {
        var graph = NetworkCatalog.Create("inception-module");
        var path = Path.Combine(_folder, "module.onnx");
        OnnxWriter.Write(graph, path);
        AssertEqual(graph, OnnxReader.Read(path));
        Assert.All(Outputs(path, graph), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void ExternalWeights_LieBesideTheModel()
    {
        var graph = NetworkCatalog.Create("inception-module");
        var (inside, outside) = (Path.Combine(_folder, "in.onnx"), Path.Combine(_folder, "out.onnx"));
        OnnxWriter.Write(graph, inside);
        OnnxWriter.Write(graph, outside, new() { ExternalFrom = 1024 });
        Assert.True(new FileInfo(outside).Length < 50_000);
        AssertEqual(graph, OnnxReader.Read(outside));
        Assert.Equal(Outputs(inside, graph), Outputs(outside, graph));
    }

    [Fact]
    public void ModelBeyondTwoGigabytes_IsRefusedBeforeAnythingIsMade()
    {
        var net = new GraphBuilder("giant");
        net.Output(net.Node("MatMul", [net.Input("x", 1, 1 << 16), net.Constant("w", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(1 << 16, 1 << 16), 1))]));
        var path = Path.Combine(_folder, "giant.onnx");
        Assert.Contains("2 GB", Assert.Throws<InputException>(() => OnnxWriter.Write(net.Build(), path)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
        OnnxWriter.Write(net.Build(), path, new() { CompactFills = true });
        Assert.Equal(1L << 34, OnnxReader.Read(path).Tensors.Single(tensor => tensor.Name == "w").Constant!.ByteLength);
    }

    [Fact]
    public void UnwritableFile_IsAnInputError() => Assert.Throws<InputException>(() => OnnxWriter.Write(NetworkCatalog.Create("inception-module"), Path.Combine(_folder, "missing", "x.onnx")));

    [Fact]
    public void MetadataAndOptionalInputs_AreKept()
    {
        var net = new GraphBuilder("net");
        net.Metadata["licence"] = "MIT";
        net.Output(net.Node("Resize", [net.Input("x", 1, 1, 4, 4), null, net.Constant("scales", TensorConstant.FromSingles(TensorShape.Of(4), [1, 1, 2, 2]))]));
        var path = Path.Combine(_folder, "net.onnx");
        OnnxWriter.Write(net.Build(), path);
        var read = OnnxReader.Read(path);
        Assert.Equal("MIT", read.Metadata["licence"]);
        Assert.Null(read.Nodes[0].Inputs[1]);
    }

    private static void AssertEqual(Graph expected, Graph actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Opset, actual.Opset);
        Assert.Equal(expected.Inputs.Select(input => input.ToString()), actual.Inputs.Select(input => input.ToString()));
        Assert.Equal(expected.Nodes.Select(Text), actual.Nodes.Select(Text));
        foreach (var (a, b) in expected.Tensors.Where(tensor => tensor.Constant is not null).OrderBy(tensor => tensor.Name).Zip(actual.Tensors.Where(tensor => tensor.Constant is not null).OrderBy(tensor => tensor.Name)))
        {
            Assert.Equal((a.Name, a.Constant!.Type, a.Constant.Shape), (b.Name, b.Constant!.Type, b.Constant.Shape));
            if (a.Constant.FillValue is { } fill) Assert.Equal(fill, b.Constant.FillValue ?? fill);
            else Assert.Equal(a.Constant.ToBytes(), b.Constant.ToBytes());
        }

        static string Text(GraphNode node) => $"{node} {node.Domain} ({string.Join(",", node.Inputs.Select(input => input?.Name))}) {string.Join(",", node.Outputs.Select(output => output.Name))} {string.Join(",", node.Attributes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={(pair.Value is Array array ? string.Join("/", array.Cast<object>()) : pair.Value)}"))}";
    }

    private static InferenceSession Session(string path)
    {
        using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = 1 };
        return new InferenceSession(path, options);
    }

    private static float[] Outputs(string path, Graph graph)
    {
        using var session = Session(path);
        var input = graph.Inputs[0];
        Assert.True(input.Shape!.TryGetSizes(out var sizes));
        var dimensions = sizes.Select(size => (int)size).ToArray();
        var random = new Random(1);
        NamedOnnxValue value;
        if (input.ElementType == TensorType.Float16)
        {
            var tensor = new DenseTensor<Float16>(dimensions);
            for (var i = 0; i < tensor.Length; i++) tensor.SetValue(i, (Float16)random.NextSingle());
            value = NamedOnnxValue.CreateFromTensor(input.Name, tensor);
        }
        else
        {
            var tensor = new DenseTensor<float>(dimensions);
            for (var i = 0; i < tensor.Length; i++) tensor.SetValue(i, random.NextSingle());
            value = NamedOnnxValue.CreateFromTensor(input.Name, tensor);
        }
        using var results = session.Run([value]);
        return [.. results.SelectMany(result => result.ElementType == TensorElementType.Float16 ? result.AsEnumerable<Float16>().Select(number => (float)number) : result.AsEnumerable<float>())];
    }
}
