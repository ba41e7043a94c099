using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>What becomes of the field of an image behind some operators.</summary>
internal static class FieldScenario
{
    /// <summary>Report on a graph of one image and one result.</summary>
    public static ReceptiveFieldReport Report(Func<GraphBuilder, GraphTensor, GraphTensor> operators, IEnumerable<Dimension> sizes, long opset = Graph.BuilderOpset)
    {
        var net = new GraphBuilder("net");
        net.Opsets[""] = opset;
        net.Opsets["com.microsoft"] = 1;
        net.Output(operators(net, net.Input("image", sizes)));
        return ReceptiveFieldAnalysis.Of(net.Build());
    }

    /// <summary>Field of the result along an axis of the image, in words; the image is [1, 4, H, W] with an unknown H and W unless it is given.</summary>
    public static string Of(Func<GraphBuilder, GraphTensor, GraphTensor> operators, int axis = 0, long opset = Graph.BuilderOpset, Dimension[]? image = null)
    {
        var report = Report(operators, image ?? [1, 4, "H", "W"], opset);
        return report.Of(report.Graph.Outputs[0]).Axes[axis].ToString();
    }

    public static Dictionary<string, object> With(params (string Name, object Value)[] attributes) => attributes.ToDictionary(pair => pair.Name, pair => pair.Value);

    public static GraphTensor Integers(this GraphBuilder net, params long[] values) => net.Constant("integers", TensorConstant.FromInt64(values));

    public static GraphTensor Singles(this GraphBuilder net, params float[] values) => net.Constant("singles", TensorConstant.FromSingles(TensorShape.Of(values.Length), values));

    /// <summary>A single whole number.</summary>
    public static GraphTensor Integer(this GraphBuilder net, long value)
    {
        var bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return net.Constant("integer", TensorConstant.FromBytes(TensorType.Int64, TensorShape.Scalar, bytes));
    }

    /// <summary>A 3×3 convolution that keeps the size.</summary>
    public static GraphTensor Conv3(this GraphBuilder net, GraphTensor x, int stride = 1) => net.Convolution(x, 4, WindowOptions.Square(3, stride, 1));

    /// <summary>An operator of ONNX Runtime's own domain.</summary>
    public static GraphTensor RuntimeNode(this GraphBuilder net, string @operator, GraphTensor?[] inputs, Dictionary<string, object>? attributes = null)
    {
        var output = new GraphTensor(net.Unique("own"), TensorType.Undefined, null);
        net.Append(new(output.Name, @operator, "com.microsoft", inputs, [output], attributes ?? []));
        return output;
    }
}
