using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;
using Assay.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Architecture.Tests.Onnx;

public sealed class ScanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void RunningSum_IsRunByTheRuntime_WithAndWithoutTheOptionalInput()
    {
        var graph = RunningSum();
        Assert.Equal(new TensorShape("steps", 2), graph.Outputs[1].Shape);
        Assert.Equal(TensorType.Float32, graph.Outputs[1].ElementType);
        var path = Path.Combine(_folder, "sum.onnx");
        OnnxWriter.Write(graph, path);
        using var session = new InferenceSession(path);
        Assert.Equal(["x"], session.InputMetadata.Keys);
        Assert.Equal(["start"], session.OverridableInitializerMetadata.Keys);
        var x = NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 2]));
        var start = NamedOnnxValue.CreateFromTensor("start", new DenseTensor<float>(new float[] { 10, 0 }, [2]));
        Assert.Equal([1f, 2, 4, 6, 9, 12], Run(session, x));
        Assert.Equal([11f, 2, 14, 6, 19, 12], Run(session, x, start));
    }

    [Fact]
    public void Scan_IsReadAndWrittenAgain()
    {
        var (first, second) = (Path.Combine(_folder, "first.onnx"), Path.Combine(_folder, "second.onnx"));
        OnnxWriter.Write(RunningSum(), first);
        OnnxWriter.Write(OnnxReader.Read(first), second);
        using var session = new InferenceSession(second);
        Assert.Equal([1f, 3], Run(session, NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(new float[] { 1, 3 }, [1, 2]))));
    }

    [Fact]
    public void BodyThatDoesNotFit_IsNamed()
    {
        var net = new GraphBuilder("outer");
        var x = net.Input("x", "steps", 2);
        var problem = Assert.Throws<InputException>(() => net.Scan(Body(), [], [x])).Message;
        Assert.Contains("must take 1 and give 0 or more", problem, StringComparison.Ordinal);
        Assert.Contains("needs a sequence", Assert.Throws<InputException>(() => net.Scan(Body(), [x], [])).Message, StringComparison.Ordinal);
    }

    private static Graph RunningSum()
    {
        var net = new GraphBuilder("running_sum");
        var x = net.Input("x", "steps", 2);
        var start = net.OptionalInput("start", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(2), 0));
        foreach (var output in net.Scan(Body(), [start], [x], "sums")) net.Output(output);
        return net.Build();
    }

    private static Graph Body()
    {
        // The names are those around it.
        var body = new GraphBuilder("step");
        var sum = body.Input("start", 2);
        var next = body.Node("Add", [sum, body.Input("x", 2)], nodeName: "next");
        body.Output(next);
        body.Output(body.Node("Identity", [next], nodeName: "result"));
        return body.Build();
    }

    private static float[] Run(InferenceSession session, params NamedOnnxValue[] inputs)
    {
        using var results = session.Run(inputs);
        return [.. results[1].AsEnumerable<float>()];
    }
}
