using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Architecture.Onnx;
using Assay.Architecture.Onnx.Internals;
using Assay.Architecture.ReceptiveFields;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;
using Google.Protobuf;

namespace Assay.Architecture.Tests.Onnx;

/// <summary>Damaged and hostile models: the only outcomes are a result or one sentence, without memory for what a file merely declares.</summary>
public sealed class FuzzTests
{
    // What reading and analysing a model of a few kilobytes may allocate, whatever it declares.
    private const long MostBytes = 64L << 20;

    [Theory]
    [InlineData("built", 8000)]
    [InlineData("mnist", 8000)]
    [InlineData("light_squeezenet", 2000)]
    [InlineData("light_inception_v1", 1000)]
    [InlineData("light_bvlc_alexnet", 3000)]
    [InlineData("light_resnet50", 500)]
    [InlineData("light_vgg19", 2000)]
    public void MutatedBytes_GiveAResultOrOneSentence(string model, int count)
    {
        var original = Original(model);
        var random = new Random(20_231);
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            var bytes = Mutated(original, random);
            if (!Survives(bytes, $"{model} mutation {i}")) refused++;
        }
        Assert.InRange(refused, count / 100, count - 1);
    }

    [Theory]
    [InlineData("built", 3000)]
    [InlineData("mnist", 2000)]
    [InlineData("light_squeezenet", 500)]
    public void MutatedStructure_GivesAResultOrOneSentence(string model, int count)
    {
        var original = ModelProto.Parser.ParseFrom(Original(model));
        var random = new Random(77);
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            var proto = original.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--) Change(proto.Graph, random);
            if (!Survives(proto.ToByteArray(), $"{model} change {i}")) refused++;
        }
        Assert.InRange(refused, count / 20, count - 1);
    }

    private static byte[] Original(string model)
    {
        if (model != "built") return File.ReadAllBytes(SharedData.Path($"vision/onnx/{model}.onnx"));
        var path = Path.GetTempFileName();
        try
        {
            OnnxWriter.Write(GraphEdits.WithFilledWeights(NetworkCatalog.Create("inception-module")), path, new() { CompactFills = true });
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool Survives(byte[] bytes, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var graph = ShapeInference.Infer(OnnxReader.Read(bytes, "model.onnx", Path.GetTempPath()));
            _ = CostAnalysis.Of(graph, new() { Convention = CostConvention.All });
            _ = BottleneckAnalysis.Of(graph);
            _ = ReceptiveFieldAnalysis.Of(graph);
            return true;
        }
        catch (InputException error)
        {
            Assert.NotEmpty(error.Message);
            return false;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{what}: {error.GetType().Name}: {error.Message}", error);
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes + 40L * bytes.Length);
        }
    }

    private static byte[] Mutated(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        switch (random.Next(6))
        {
            case 0: return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var n = random.Next(1, 8); n > 0; n--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2:
                for (var n = random.Next(1, 4); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 3:
                // A part is copied over another.
                var length = random.Next(1, Math.Min(64, bytes.Length));
                bytes.AsSpan(random.Next(bytes.Length - length), length).CopyTo(bytes.AsSpan(random.Next(bytes.Length - length)));
                return bytes;
            case 4:
                var at = random.Next(bytes.Length);
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 32))..]];
            default:
                // A length or a size becomes huge.
                var place = random.Next(bytes.Length);
                for (var i = place; i < Math.Min(bytes.Length, place + random.Next(1, 10)); i++) bytes[i] = 0xFF;
                return bytes;
        }
    }

    private static void Change(GraphProto graph, Random random)
    {
        long[] sizes = [-1, 0, 1, 2, 3, 7, 1 << 20, 1L << 31, long.MaxValue, long.MinValue];
        if (graph.Node.Count == 0) return;
        var node = graph.Node[random.Next(graph.Node.Count)];
        switch (random.Next(11))
        {
            case 0 when node.Input.Count > 0: node.Input[random.Next(node.Input.Count)] = graph.Node[random.Next(graph.Node.Count)].Output.FirstOrDefault(""); break;
            case 1 when node.Output.Count > 0: node.Output[0] = graph.Node[random.Next(graph.Node.Count)].Output.FirstOrDefault(""); break;
            case 2 when node.Attribute.Count > 0:
                var attribute = node.Attribute[random.Next(node.Attribute.Count)];
                if (attribute.Ints.Count > 0) attribute.Ints[random.Next(attribute.Ints.Count)] = sizes[random.Next(sizes.Length)];
                else attribute.I = sizes[random.Next(sizes.Length)];
                break;
            case 3 when node.Attribute.Count > 0: node.Attribute.RemoveAt(random.Next(node.Attribute.Count)); break;
            case 4: node.OpType = OperatorNames[random.Next(OperatorNames.Count)]; break;
            case 5 when graph.Initializer.Count > 0:
                var weights = graph.Initializer[random.Next(graph.Initializer.Count)];
                if (weights.Dims.Count > 0) weights.Dims[random.Next(weights.Dims.Count)] = sizes[random.Next(sizes.Length)];
                break;
            case 6 when graph.Initializer.Count > 0: graph.Initializer[random.Next(graph.Initializer.Count)].DataType = random.Next(-2, 30); break;
            case 7 when graph.Input.Count > 0 && graph.Input[0].Type?.TensorType?.Shape is { Dim.Count: > 0 } shape: shape.Dim[random.Next(shape.Dim.Count)].DimValue = sizes[random.Next(sizes.Length)]; break;
            case 8 when node.Input.Count > 0: node.Input.RemoveAt(random.Next(node.Input.Count)); break;
            case 9 when graph.Initializer.Count > 0:
                var outside = graph.Initializer[random.Next(graph.Initializer.Count)];
                outside.DataLocation = 1;
                outside.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = random.Next(2) == 0 ? "../../etc/passwd" : "missing.bin" });
                break;
            default: graph.Node.Add(node.Clone()); break;
        }
    }

    private static IReadOnlyList<string> OperatorNames => Architecture.Operators.OperatorCatalog.Names;
}
