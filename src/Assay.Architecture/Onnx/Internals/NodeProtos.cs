using Assay.Architecture.Graphs;
using Google.Protobuf;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Makes stored operations of nodes.</summary>
internal static class NodeProtos
{
    public static NodeProto Of(GraphNode node)
    {
        var proto = new NodeProto { Name = node.Name, OpType = node.Operator, Domain = node.Domain };
        proto.Input.AddRange(node.Inputs.Select(input => input?.Name ?? ""));
        proto.Output.AddRange(node.Outputs.Select(output => output.Name));
        foreach (var (name, value) in node.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal)) proto.Attribute.Add(Attribute(name, value));
        return proto;
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var proto = new AttributeProto { Name = name };
        switch (value)
        {
            case float number:
                (proto.F, proto.Type) = (number, (int)AttributeKind.Float);
                break;
            case long number:
                (proto.I, proto.Type) = (number, (int)AttributeKind.Int);
                break;
            case string text:
                (proto.S, proto.Type) = (ByteString.CopyFromUtf8(text), (int)AttributeKind.String);
                break;
            case TensorConstant tensor:
                (proto.T, proto.Type) = (TensorProtos.Of(tensor, ""), (int)AttributeKind.Tensor);
                break;
            case Subgraph graph:
                (proto.G, proto.Type) = (GraphProto.Parser.ParseFrom(graph.Serialized.Span), (int)AttributeKind.Graph);
                break;
            case float[] numbers:
                proto.Floats.AddRange(numbers);
                proto.Type = (int)AttributeKind.Floats;
                break;
            case long[] numbers:
                proto.Ints.AddRange(numbers);
                proto.Type = (int)AttributeKind.Ints;
                break;
            case string[] texts:
                proto.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                proto.Type = (int)AttributeKind.Strings;
                break;
            case TensorConstant[] tensors:
                proto.Tensors.AddRange(tensors.Select(tensor => TensorProtos.Of(tensor, "")));
                proto.Type = (int)AttributeKind.Tensors;
                break;
            default:
                throw new NotSupportedException($"The attribute '{name}' has a value of {value.GetType().Name}; give long, float, string, arrays of these, a TensorConstant or a Subgraph.");
        }
        return proto;
    }
}
