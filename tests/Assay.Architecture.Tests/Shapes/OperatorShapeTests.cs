using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;
using Assay.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Assay.Architecture.Tests.Shapes;

/// <summary>Single operations with random attributes: whatever ONNX Runtime runs must have the shape that was inferred.</summary>
public sealed class OperatorShapeTests
{
    private delegate IReadOnlyList<GraphTensor> Operation(GraphBuilder net, GraphTensor x, Random random);

    private static readonly Dictionary<string, (int Rank, Operation Operation)> Cases = new()
    {
        ["Conv1"] = (3, (net, x, random) => Conv(net, x, random)),
        ["Conv2"] = (4, (net, x, random) => Conv(net, x, random)),
        ["Conv3"] = (5, (net, x, random) => Conv(net, x, random)),
        ["ConvTranspose"] = (4, Transposed),
        ["MaxPool"] = (4, (net, x, random) => Pool(net, x, random, "MaxPool")),
        ["AveragePool"] = (4, (net, x, random) => Pool(net, x, random, "AveragePool")),
        ["LpPool"] = (4, (net, x, random) => Pool(net, x, random, "LpPool")),
        ["Global"] = (4, (net, x, random) => [net.Node(Pick(random, "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"), [x])]),
        ["Flatten"] = (4, (net, x, random) => [net.Node("Flatten", [x], With(("axis", (long)random.Next(-4, 5))))]),
        ["Transpose"] = (4, (net, x, random) => [net.Node("Transpose", [x], random.Next(3) == 0 ? null : With(("perm", new long[] { 0, 1, 2, 3 }.OrderBy(_ => random.Next()).ToArray())))]),
        ["Reshape"] = (4, Reshape),
        ["Squeeze"] = (4, (net, x, random) => Squeezed(net, x, random)),
        ["Slice"] = (3, Slice),
        ["Pad"] = (3, (net, x, random) => [net.Node("Pad", [x, Ints(net, [.. Enumerable.Range(0, 6).Select(_ => (long)random.Next(0, 3))])])]),
        ["Split"] = (3, Split),
        ["Concat"] = (3, (net, x, random) => [net.Node("Concat", [x, net.Node("Relu", [x]), x], With(("axis", (long)random.Next(-3, 3))))]),
        ["Gather"] = (3, (net, x, random) => [net.Node("Gather", [x, random.Next(2) == 0 ? Ints(net, [0, 0, 0, -1]) : net.Constant("i", TensorConstant.FromInt64(0).Reshaped(TensorShape.Scalar))], With(("axis", (long)random.Next(-3, 3))))]),
        ["GatherND"] = (3, (net, x, random) => [net.Node("GatherND", [x, net.Constant("i", TensorConstant.Fill(TensorType.Int64, TensorShape.Of(2, random.Next(1, 4)), 0))])]),
        ["Expand"] = (3, (net, x, random) => [net.Node("Expand", [net.Node("ReduceMax", [x], With(("axes", new long[] { 1 }))), Ints(net, [.. new long[] { random.Next(1, 3), 1, random.Next(2, 5), 1 }.TakeLast(random.Next(2, 5))])])]),
        ["Tile"] = (3, (net, x, random) => [net.Node("Tile", [x, Ints(net, [random.Next(1, 4), random.Next(1, 4), random.Next(1, 4)])])]),
        ["Blocks"] = (4, (net, x, random) => [net.Node("SpaceToDepth", [net.Node("DepthToSpace", [net.Node("Concat", [x, x, x, x], With(("axis", 1L)))], With(("blocksize", 2L)))], With(("blocksize", 2L)))]),
        ["Reduce"] = (4, Reduce),
        ["ArgMax"] = (3, (net, x, random) => [net.Node(Pick(random, "ArgMax", "ArgMin"), [x], With(("axis", (long)random.Next(-3, 3)), ("keepdims", (long)random.Next(2))))]),
        ["TopK"] = (3, (net, x, random) => net.Nodes("TopK", [x, Ints(net, [1])], 2, With(("axis", (long)random.Next(-3, 3))))),
        ["Broadcast"] = (3, (net, x, random) => [net.Node(Pick(random, "Add", "Mul", "Sub", "Max", "Min", "Greater", "Equal", "PRelu"), [x, Weights(net, random, random.Next(2) == 0 ? [1] : [Number(x, 1), 1])])]),
        ["Where"] = (3, (net, x, random) => [net.Node("Where", [net.Node("Greater", [x, Weights(net, random, [1])]), x, Weights(net, random, [1, 1, 1, 1])])]),
        ["MatMul"] = (3, (net, x, random) => [net.Node("MatMul", [x, Weights(net, random, random.Next(3) switch { 0 => [Number(x, 2)], 1 => [Number(x, 2), 5], _ => [1, Number(x, 2), 3] })])]),
        ["Gemm"] = (2, Gemm),
        ["Einsum"] = (3, (net, x, random) => [net.Node("Einsum", [x, x], With(("equation", Pick(random, "abc,abd->acd", "abc, abc -> ab", "abc,adc->bd"))))]),
        ["ResizeScales"] = (4, (net, x, random) => [net.Node("Resize", [x, null, net.Constant("s", TensorConstant.FromSingles(TensorShape.Of(4), [1, 1, Pick(random, 0.5f, 2, 1.3f, 0.7f, 3), Pick(random, 0.3f, 1, 1.7f, 2.5f)]))], With(("mode", Pick(random, "nearest", "linear"))))]),
        ["ResizeSizes"] = (4, (net, x, random) => [net.Node("Resize", [x, null, null, Ints(net, [Number(x, 0), Number(x, 1), random.Next(1, 20), random.Next(1, 20)])])]),
        ["ResizeBySizes"] = (4, (net, x, random) => [net.Node("Resize", [x, null, null, net.Node("Concat", [net.Node("Shape", [x], With(("end", 2L))), net.Node("Mul", [net.Node("Shape", [x], With(("start", -2L))), Ints(net, [2])])], With(("axis", 0L)))])]),
        ["LayerNormalization"] = (3, (net, x, random) => net.Nodes("LayerNormalization", [x, Weights(net, random, [Number(x, 2)])], 3)),
        ["OneHot"] = (2, (net, x, random) => [net.Node("OneHot", [net.Node("ArgMax", [x]), Ints(net, [7]), net.Constant("v", TensorConstant.FromSingles(TensorShape.Of(2), [0, 1]))], With(("axis", (long)random.Next(-3, 3))))]),
        ["CumSum"] = (3, (net, x, random) => [net.Node("CumSum", [x, net.Constant("a", TensorConstant.FromInt64(random.Next(-3, 3)).Reshaped(TensorShape.Scalar))])]),
        ["Lstm"] = (3, (net, x, random) => net.Nodes(Pick(random, "LSTM"), [x, Weights(net, random, [1, 20, Number(x, 2)]), Weights(net, random, [1, 20, 5])], 3, With(("hidden_size", 5L)))),
        ["Gru"] = (3, (net, x, random) => net.Nodes("GRU", [x, Weights(net, random, [2, 15, Number(x, 2)]), Weights(net, random, [2, 15, 5])], 2, With(("hidden_size", 5L), ("direction", "bidirectional")))),
        ["Quantize"] = (3, (net, x, random) => [net.Node("DequantizeLinear", [net.Node("QuantizeLinear", [x, net.Constant("s", TensorConstant.FromSingles(TensorShape.Scalar, [0.1f]))]), net.Constant("t", TensorConstant.FromSingles(TensorShape.Scalar, [0.1f]))])]),
        ["ConstantOfShape"] = (3, (net, x, random) => [net.Node("ConstantOfShape", [net.Node("Shape", [x])])]),
        ["Range"] = (3, (net, x, random) => [net.Node("Range", [Scalar(net, random.Next(-3, 3)), net.Node("Gather", [net.Node("Shape", [x]), Scalar(net, 1)]), Scalar(net, random.Next(1, 3))])]),
        ["Lrn"] = (4, (net, x, random) => [net.Node(Pick(random, "LRN"), [x], With(("size", 3L)))]),
        ["Softmax"] = (3, (net, x, random) => [net.Node(Pick(random, "Softmax", "LogSoftmax", "Hardmax"), [x], With(("axis", (long)random.Next(-3, 3))))]),
        ["GridSample"] = (4, (net, x, random) => [net.Node("GridSample", [x, Weights(net, random, [Number(x, 0), 5, 6, 2])])]),
        ["MaxPoolIndices"] = (4, (net, x, random) => net.Nodes("MaxPool", [x], 2, With(("kernel_shape", new long[] { 2, 2 })))),
    };

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shape_IsThatOfTheRuntime(string name)
    {
        var (rank, operation) = Cases[name];
        var random = new Random(name.Sum(c => c) + 1);
        var (compared, refused) = (0, 0);
        for (var i = 0; i < 25; i++)
        {
            var sizes = Enumerable.Range(0, rank).Select(axis => (Dimension)(axis == 0 ? random.Next(1, 3) : axis == 1 ? 2 * random.Next(1, 4) : random.Next(3, 12))).ToArray();
            var net = new GraphBuilder(name);
            Graph graph;
            try
            {
                foreach (var output in operation(net, net.Input("x", sizes), random)) net.Output(output);
                graph = net.Build();
            }
            catch (InputException)
            {
                refused++;
                continue;
            }
            if (Run(graph) is not { } shapes) continue;
            Assert.True(shapes.SequenceEqual(graph.Outputs.Select(output => output.Shape?.ToString() ?? "?")), $"{name} of {graph.Inputs[0].Shape}: {string.Join(", ", shapes)} became {string.Join(", ", graph.Outputs.Select(output => output.Shape))} with {string.Join("; ", graph.Tensors.Where(tensor => tensor.Constant is not null).Select(tensor => tensor.Constant!.TryGetInt64(out var values) ? string.Join(",", values) : $"{tensor.Shape}"))} {string.Join(" ", graph.Nodes[^1].Attributes.Select(pair => $"{pair.Key}={(pair.Value is long[] many ? string.Join(",", many) : pair.Value)}"))}");
            compared++;
        }
        Assert.True(compared >= 8, $"only {compared} of 25 were compared, {refused} were refused");
    }

    private static List<string>? Run(Graph graph)
    {
        var path = Path.GetTempFileName();
        try
        {
            OnnxWriter.Write(graph, path);
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = 1 };
            using var session = new InferenceSession(path, options);
            Assert.True(graph.Inputs[0].Shape!.TryGetSizes(out var sizes));
            var tensor = new DenseTensor<float>([.. sizes.Select(size => (int)size)]);
            for (var i = 0; i < tensor.Length; i++) tensor.SetValue(i, i % 7 * 0.3f);
            using var results = session.Run([NamedOnnxValue.CreateFromTensor("x", tensor)]);
            return [.. results.Select(result => Text(result))];
        }
        catch (OnnxRuntimeException)
        {
            // Not every combination is implemented there.
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Text(DisposableNamedOnnxValue value)
    {
        int[] sizes = value.ElementType switch
        {
            TensorElementType.Int64 => value.AsTensor<long>().Dimensions.ToArray(),
            TensorElementType.Bool => value.AsTensor<bool>().Dimensions.ToArray(),
            _ => value.AsTensor<float>().Dimensions.ToArray(),
        };
        return sizes.Length == 0 ? "scalar" : string.Join('x', sizes);
    }

    private static List<GraphTensor> Conv(GraphBuilder net, GraphTensor x, Random random)
    {
        var axes = x.Shape!.Rank - 2;
        var groups = random.Next(2) == 0 ? 1 : 2;
        long[] kernel = [.. Enumerable.Range(0, axes).Select(_ => (long)random.Next(1, 4))];
        var attributes = With(("strides", Several(random, axes, 1, 4)), ("dilations", Several(random, axes, 1, 3)), ("group", (long)groups));
        Padding(attributes, random, axes);
        if (random.Next(2) == 0) attributes["kernel_shape"] = kernel;
        return [net.Node("Conv", [x, Weights(net, random, [4, Number(x, 1) / groups, .. kernel])], attributes)];
    }

    private static List<GraphTensor> Transposed(GraphBuilder net, GraphTensor x, Random random)
    {
        var strides = Several(random, 2, 1, 4);
        var attributes = With(("strides", strides), ("dilations", Several(random, 2, 1, 3)), ("group", 2L));
        Padding(attributes, random, 2);
        if (random.Next(3) == 0 && !attributes.ContainsKey("auto_pad")) attributes["output_padding"] = strides.Select(stride => stride - 1).ToArray();
        return [net.Node("ConvTranspose", [x, Weights(net, random, [Number(x, 1), 3, random.Next(2, 4), random.Next(2, 4)])], attributes)];
    }

    private static List<GraphTensor> Pool(GraphBuilder net, GraphTensor x, Random random, string @operator)
    {
        var attributes = With(("kernel_shape", Several(random, 2, 2, 4)), ("strides", Several(random, 2, 1, 4)));
        Padding(attributes, random, 2);
        if (@operator != "LpPool" && random.Next(2) == 0) attributes["ceil_mode"] = 1L;
        if (@operator == "MaxPool" && random.Next(3) == 0) attributes["dilations"] = Several(random, 2, 1, 3);
        return [net.Node(@operator, [x], attributes)];
    }

    private static void Padding(Dictionary<string, object> attributes, Random random, int axes)
    {
        if (random.Next(3) == 0) attributes["auto_pad"] = Pick(random, "SAME_UPPER", "SAME_LOWER", "VALID", "NOTSET");
        else if (random.Next(3) > 0) attributes["pads"] = Several(random, 2 * axes, 0, 2);
    }

    private static List<GraphTensor> Reshape(GraphBuilder net, GraphTensor x, Random random) =>
        [net.Node("Reshape", [x, Ints(net, random.Next(4) switch { 0 => [0, -1], 1 => [-1], 2 => [0, 0, -1], _ => [0, -1, 1, Number(x, 3)] })])];

    private static List<GraphTensor> Squeezed(GraphBuilder net, GraphTensor x, Random random)
    {
        var wide = net.Node("Unsqueeze", [x, Ints(net, random.Next(2) == 0 ? [0, 3] : [-1])]);
        return [wide, net.Node("Squeeze", random.Next(2) == 0 ? [net.Node("GlobalMaxPool", [x])] : [net.Node("GlobalMaxPool", [x]), Ints(net, [-1, 2])])];
    }

    private static List<GraphTensor> Slice(GraphBuilder net, GraphTensor x, Random random) =>
        [net.Node("Slice", [x, Ints(net, [random.Next(-6, 6), random.Next(-4, 9)]), Ints(net, [Pick(random, 2, -1, int.MaxValue, long.MaxValue, long.MinValue), random.Next(-9, 9)]), Ints(net, [1, -1]), Ints(net, [Pick(random, 1L, 2, -1), Pick(random, 1L, -2)])])];

    private static IReadOnlyList<GraphTensor> Split(GraphBuilder net, GraphTensor x, Random random)
    {
        var size = Number(x, 2);
        return random.Next(2) == 0 || size % 2 != 0
            ? net.Nodes("Split", [x, Ints(net, [1, size - 1])], 2, With(("axis", 2L)))
            : net.Nodes("Split", [x], 2, With(("axis", -1L)));
    }

    private static List<GraphTensor> Reduce(GraphBuilder net, GraphTensor x, Random random)
    {
        var attributes = With(("keepdims", (long)random.Next(2)));
        if (random.Next(4) > 0) attributes["axes"] = random.Next(2) == 0 ? [2, 3] : new long[] { random.Next(-4, 4) };
        return [net.Node(Pick(random, "ReduceMean", "ReduceMax", "ReduceL2", "ReduceLogSumExp", "ReduceProd"), [x], attributes)];
    }

    private static List<GraphTensor> Gemm(GraphBuilder net, GraphTensor x, Random random)
    {
        var (a, b) = (random.Next(2), random.Next(2));
        var inner = Number(x, a == 1 ? 0 : 1);
        return [net.Node("Gemm", [x, Weights(net, random, b == 1 ? [5, inner] : [inner, 5])], With(("transA", (long)a), ("transB", (long)b)))];
    }

    private static long Number(GraphTensor tensor, int axis) => tensor.Shape![axis].Evaluate(new Dictionary<string, long>());

    private static long[] Several(Random random, int count, int from, int to) => [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(from, to))];

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];

    private static GraphTensor Ints(GraphBuilder net, long[] values) => net.Constant("ints", TensorConstant.FromInt64(values));

    private static GraphTensor Scalar(GraphBuilder net, long value) => net.Constant("scalar", TensorConstant.FromInt64(value).Reshaped(TensorShape.Scalar));

    private static GraphTensor Weights(GraphBuilder net, Random random, long[] sizes) => net.Weight($"w{random.Next(100)}", TensorShape.Of(sizes), 0.1);

    private static Dictionary<string, object> With(params (string, object)[] attributes) => attributes.ToDictionary(pair => pair.Item1, pair => pair.Item2);
}
