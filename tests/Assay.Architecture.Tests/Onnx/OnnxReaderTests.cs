using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx;
using Assay.Architecture.Onnx.Internals;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;
using Google.Protobuf;

namespace Assay.Architecture.Tests.Onnx;

public sealed class OnnxReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void MissingFile_SaysSo() => Assert.Contains("does not exist", Problem(() => OnnxReader.Read(Path.Combine(_folder, "none.onnx"))), StringComparison.Ordinal);

    [Fact]
    public void Folder_SaysSo() => Assert.Contains("is a folder", Problem(() => OnnxReader.Read(_folder)), StringComparison.Ordinal);

    [Fact]
    public void EmptyFile_SaysSo()
    {
        var path = Path.Combine(_folder, "empty.onnx");
        File.WriteAllBytes(path, []);
        Assert.Contains("is empty", Problem(() => OnnxReader.Read(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void ModelBeyondTwoGigabytes_IsRefusedBeforeItIsRead()
    {
        var path = Path.Combine(_folder, "large.onnx");
        using (var file = File.Create(path)) file.SetLength(3L << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("2 GB", Problem(() => OnnxReader.Read(path)), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData("not a whole ONNX model", "garbage")]
    [InlineData("has no graph", "no graph")]
    [InlineData("has no outputs", "no outputs")]
    [InlineData("no operation makes", "unknown output")]
    [InlineData("nothing makes", "unknown input")]
    [InlineData("without an operator", "no operator")]
    [InlineData("two tensors called", "duplicate result")]
    [InlineData("needs its own result", "cycle")]
    [InlineData("has the size -1", "negative size")]
    [InlineData("64 bits", "overflowing size")]
    [InlineData("takes 8", "too few bytes")]
    [InlineData("values, but its shape", "too few values")]
    [InlineData("element type 99", "unknown type")]
    [InlineData("no element type", "no type")]
    [InlineData("axes, more than", "too many axes")]
    [InlineData("segments", "segments")]
    [InlineData("sparse", "sparse")]
    [InlineData("refers to the attribute", "stray reference")]
    [InlineData("attribute 'alpha' twice", "attribute twice")]
    [InlineData("version 0", "opset zero")]
    [InlineData("without a name", "nameless weight")]
    [InlineData("instead of one value", "fill of two values")]
    [InlineData("not in which", "external without location")]
    [InlineData("copy that file there", "external missing")]
    [InlineData("not allowed", "external above")]
    [InlineData("not allowed", "external rooted")]
    [InlineData("not allowed", "external link")]
    [InlineData("has only 4", "external too short")]
    [InlineData("has 4 bytes in", "external length")]
    [InlineData("as a position", "external offset")]
    [InlineData("calls itself", "recursive function")]
    public void BrokenModel_IsOneSentence(string part, string fault)
    {
        var message = Problem(() => OnnxReader.Read(Broken(fault), "model.onnx", _folder));
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains("model.onnx", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void FolderThatIsReachedByALink_StillHoldsItsFiles()
    {
        var link = Path.Combine(_folder, "link");
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "real")).FullName;
        Directory.CreateSymbolicLink(link, folder);
        var bytes = Broken("external too short");
        File.Copy(Path.Combine(_folder, "short.bin"), Path.Combine(folder, "short.bin"));
        Assert.Contains("has only 4", Problem(() => OnnxReader.Read(bytes, "model.onnx", link)), StringComparison.Ordinal);
    }

    [Fact]
    public void ModelReadFromMemory_HasNoExternalFiles() => Assert.Contains("was not read from a folder", Problem(() => OnnxReader.Read(Broken("external missing"), "model.onnx")), StringComparison.Ordinal);

    [Theory]
    [InlineData(TensorType.Float32)]
    [InlineData(TensorType.Float64)]
    [InlineData(TensorType.Int64)]
    [InlineData(TensorType.Int32)]
    [InlineData(TensorType.Int8)]
    [InlineData(TensorType.UInt8)]
    [InlineData(TensorType.UInt64)]
    [InlineData(TensorType.Float16)]
    [InlineData(TensorType.BFloat16)]
    [InlineData(TensorType.Bool)]
    public void TypedAndRawStorage_AreTheSameConstant(TensorType type)
    {
        var expected = TensorConstant.Fill(type, TensorShape.Of(2), 1);
        var tensor = new TensorProto { Name = "w", DataType = (int)type };
        tensor.Dims.Add(2);
        for (var i = 0; i < 2; i++)
            switch (type)
            {
                case TensorType.Float32: tensor.FloatData.Add(1); break;
                case TensorType.Float64: tensor.DoubleData.Add(1); break;
                case TensorType.Int64: tensor.Int64Data.Add(1); break;
                case TensorType.UInt64: tensor.Uint64Data.Add(1); break;
                case TensorType.Float16: tensor.Int32Data.Add(BitConverter.HalfToUInt16Bits((Half)1)); break;
                case TensorType.BFloat16: tensor.Int32Data.Add(0x3F80); break;
                default: tensor.Int32Data.Add(1); break;
            }
        Assert.Equal(expected.ToBytes(), new TensorReader("m", null).Read(tensor, "w").ToBytes());
    }

    // Attributes as the first operator sets had them; ONNX Runtime no longer runs most of these.
    [Fact]
    public void LegacyForms_AreUnderstood()
    {
        var model = Model(out var graph, opset: 1);
        graph.Input.Add(Input("x", 1, 4, 8, 8));
        Node(graph, "Conv", ["x", "w"], "a", ("auto_pad", "SAME_UPPER"), ("strides", new long[] { 2, 2 }));
        graph.Initializer.Add(Weights("w", 6, 4, 3, 3));
        Node(graph, "BatchNormalization", ["a", "s", "s", "s", "s"], "b", ("consumed_inputs", new long[] { 0, 0, 0, 1, 1 }), ("is_test", 1L), ("spatial", 1L));
        graph.Initializer.Add(Weights("s", 6));
        Node(graph, "Add", ["b", "s"], "c", ("broadcast", 1L), ("axis", 1L));
        Node(graph, "Pad", ["c"], "d", ("paddings", new long[] { 0, 0, 1, 1, 0, 0, 1, 1 }));
        Node(graph, "Upsample", ["d"], "e", ("height_scale", 2f), ("width_scale", 1.5f));
        Node(graph, "Slice", ["e"], "f", ("starts", new long[] { 0 }), ("ends", new long[] { -2 }), ("axes", new long[] { 2 }));
        Node(graph, "Reshape", ["f"], "g", ("shape", new long[] { 0, -1 }));
        Node(graph, "Cast", ["g"], "h", ("to", "FLOAT16"));
        Node(graph, "Dropout", ["h"], "y", ("is_test", 1L));
        graph.Output.Add(new ValueInfoProto { Name = "y" });
        var inferred = ShapeInference.Infer(OnnxReader.Read(model.ToByteArray(), "m"));
        string Shape(string name) => inferred.Tensors.Single(tensor => tensor.Name == name).Shape!.ToString();
        Assert.Equal(["1x6x4x4", "1x6x4x4", "1x6x4x4", "1x6x6x6", "1x6x12x9", "1x6x10x9", "1x540"], "abcdefg".Select(name => Shape(name.ToString())));
        Assert.Equal(TensorType.Float16, inferred.Outputs[0].ElementType);
        Assert.Equal(12, CostAnalysis.Of(inferred).Buffers + CostAnalysis.Of(inferred).Parameters - 216 + 6);
    }

    [Fact]
    public void FunctionsOfAModel_AreCounted()
    {
        var model = Model(out var graph);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "mine", Version = 1 });
        var function = new FunctionProto { Name = "Block", Domain = "mine" };
        function.Input.AddRange(["in", "weights"]);
        function.Output.Add("out");
        function.Attribute.Add("step");
        var convolution = new NodeProto { OpType = "Conv", Name = "conv" };
        convolution.Input.AddRange(["in", "weights"]);
        convolution.Output.Add("hidden");
        convolution.Attribute.Add(new AttributeProto { Name = "strides", RefAttrName = "step", Type = (int)AttributeKind.Ints });
        function.Node.Add(convolution);
        var relu = new NodeProto { OpType = "Relu" };
        relu.Input.Add("hidden");
        relu.Output.Add("out");
        function.Node.Add(relu);
        model.Functions.Add(function);
        graph.Input.Add(Input("x", 1, 4, 8, 8));
        graph.Initializer.Add(Weights("w", 4, 4, 1, 1));
        Node(graph, "Block", ["x", "w"], "a", ("step", new long[] { 2, 2 })).Domain = "mine";
        Node(graph, "Block", ["a", "w"], "y").Domain = "mine";
        graph.Output.Add(new ValueInfoProto { Name = "y" });
        var report = CostAnalysis.Of(OnnxReader.Read(model.ToByteArray(), "m"));
        Assert.False(report.IsLowerBound);
        Assert.Equal(16, report.Parameters);
        Assert.Equal(2 * 16 * 16, report.Macs);
        Assert.Equal("1x4x4x4", report.Graph.Outputs[0].Shape!.ToString());
    }

    [Fact]
    public void ControlFlow_IsListedAndKeepsWhatItTakes()
    {
        var model = Model(out var graph);
        graph.Input.Add(Input("x", 1, 4, 8, 8));
        graph.Initializer.Add(new TensorProto { Name = "c", DataType = (int)TensorType.Bool, RawData = ByteString.CopyFrom(1) });
        Node(graph, "Relu", ["x"], "inner");
        var branch = new GraphProto { Name = "branch" };
        Node(branch, "Relu", ["inner"], "out");
        branch.Output.Add(new ValueInfoProto { Name = "out" });
        var node = Node(graph, "If", ["c"], "y");
        node.Attribute.Add(new AttributeProto { Name = "then_branch", Type = (int)AttributeKind.Graph, G = branch });
        graph.Output.Add(new ValueInfoProto { Name = "y" });
        var read = OnnxReader.Read(model.ToByteArray(), "m");
        Assert.Equal(["inner"], read.Nodes.Single(candidate => candidate.Operator == "If").Captures.Select(tensor => tensor.Name));
        var unknown = Assert.Single(CostAnalysis.Of(read).UnknownOperators);
        Assert.Equal(("If", 1), (unknown.Operator, unknown.Count));
        var path = Path.Combine(_folder, "if.onnx");
        OnnxWriter.Write(read, path);
        Assert.Equal(["inner"], OnnxReader.Read(path).Nodes.Single(candidate => candidate.Operator == "If").Captures.Select(tensor => tensor.Name));
    }

    private byte[] Broken(string fault)
    {
        if (fault == "garbage") return [1, 2, 3, 255, 255];
        var model = Model(out var graph);
        graph.Input.Add(Input("x", 1, 2));
        var weights = Weights("w", 2);
        graph.Initializer.Add(weights);
        var node = Node(graph, "Add", ["x", "w"], "y");
        graph.Output.Add(new ValueInfoProto { Name = "y" });
        switch (fault)
        {
            case "no graph": model.Graph = null; break;
            case "no outputs": graph.Output.Clear(); break;
            case "unknown output": graph.Output[0].Name = "z"; break;
            case "unknown input": node.Input[1] = "z"; break;
            case "no operator": node.ClearOpType(); break;
            case "duplicate result": Node(graph, "Relu", ["x"], "y"); break;
            case "cycle": node.Input[0] = "y"; break;
            case "negative size": weights.Dims[0] = -1; break;
            case "overflowing size": weights.Dims.AddRange([long.MaxValue, 3]); break;
            case "too few bytes": weights.RawData = ByteString.CopyFrom(1, 2, 3, 4); break;
            case "too few values": weights.ClearRawData(); break;
            case "unknown type": weights.DataType = 99; break;
            case "no type": weights.DataType = 0; break;
            case "too many axes": weights.Dims.AddRange(Enumerable.Repeat(1L, 100)); break;
            case "segments": weights.Segment = new TensorProto.Types.Segment { Begin = 0 }; break;
            case "sparse": graph.SparseInitializer.Add(new SparseTensorProto()); break;
            case "stray reference": node.Attribute.Add(new AttributeProto { Name = "alpha", RefAttrName = "beta" }); break;
            case "attribute twice":
                for (var i = 0; i < 2; i++) node.Attribute.Add(new AttributeProto { Name = "alpha", I = 1, Type = (int)AttributeKind.Int });
                break;
            case "opset zero": model.OpsetImport[0].Version = 0; break;
            case "nameless weight": weights.ClearName(); break;
            case "fill of two values":
                graph.Initializer.Add(new TensorProto { Name = "shape", DataType = (int)TensorType.Int64, Dims = { 1 }, RawData = ByteString.CopyFrom(2, 0, 0, 0, 0, 0, 0, 0) });
                Node(graph, "ConstantOfShape", ["shape"], "filled").Attribute.Add(new AttributeProto { Name = "value", Type = (int)AttributeKind.Tensor, T = Weights("", 2) });
                break;
            case "recursive function":
                var function = new FunctionProto { Name = "Add", Domain = "mine", Input = { "a" }, Output = { "b" } };
                function.Node.Add(new NodeProto { OpType = "Add", Domain = "mine", Input = { "a" }, Output = { "b" } });
                model.Functions.Add(function);
                node.Domain = "mine";
                break;
            default: External(weights, fault); break;
        }
        return model.ToByteArray();
    }

    private void External(TensorProto weights, string fault)
    {
        weights.ClearRawData();
        weights.DataLocation = 1;
        File.WriteAllBytes(Path.Combine(_folder, "short.bin"), new byte[4]);
        void Add(string key, string value) => weights.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        switch (fault)
        {
            case "external without location": break;
            case "external missing": Add("location", "missing.bin"); break;
            case "external above": Add("location", "../short.bin"); break;
            case "external rooted": Add("location", "/etc/passwd"); break;
            case "external link":
                File.CreateSymbolicLink(Path.Combine(_folder, "link.bin"), "/etc/passwd");
                Add("location", "link.bin");
                break;
            case "external too short": Add("location", "short.bin"); break;
            case "external length":
                Add("location", "short.bin");
                Add("length", "4");
                break;
            case "external offset":
                Add("location", "short.bin");
                Add("offset", "-4");
                break;
            default: throw new ArgumentException(fault);
        }
    }

    private static ModelProto Model(out GraphProto graph, long opset = 17)
    {
        graph = new GraphProto { Name = "g" };
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        return model;
    }

    private static ValueInfoProto Input(string name, params long[] sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes) shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new() { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = shape } } };
    }

    private static TensorProto Weights(string name, params long[] sizes)
    {
        var tensor = new TensorProto { Name = name, DataType = 1, RawData = ByteString.CopyFrom(new byte[4 * sizes.Aggregate(1L, (product, size) => product * size)]) };
        tensor.Dims.AddRange(sizes);
        return tensor;
    }

    private static NodeProto Node(GraphProto graph, string @operator, string[] inputs, string output, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = @operator };
        node.Input.AddRange(inputs);
        node.Output.Add(output);
        foreach (var (name, value) in attributes)
        {
            // The kind is left out, as the first writers did.
            var attribute = new AttributeProto { Name = name };
            if (value is long number) attribute.I = number;
            else if (value is float real) attribute.F = real;
            else if (value is string text) attribute.S = ByteString.CopyFromUtf8(text);
            else attribute.Ints.AddRange((long[])value);
            node.Attribute.Add(attribute);
        }
        graph.Node.Add(node);
        return node;
    }

    private static string Problem(Action action) => Assert.Throws<InputException>(action).Message;
}
