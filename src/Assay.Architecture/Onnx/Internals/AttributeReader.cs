using Assay.Architecture.Graphs;
using Google.Protobuf;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Makes values of stored attributes.</summary>
internal static class AttributeReader
{
    /// <summary>The value; null for kinds that nothing here uses.</summary>
    public static object? Read(AttributeProto attribute, TensorReader tensors, string node) => Kind(attribute) switch
    {
        AttributeKind.Float => attribute.F,
        AttributeKind.Int => attribute.I,
        AttributeKind.String => attribute.S.ToStringUtf8(),
        AttributeKind.Tensor when attribute.T is not null => tensors.Read(attribute.T, $"{node}.{attribute.Name}"),
        AttributeKind.Graph when attribute.G is not null => new Subgraph(attribute.G.ToByteArray()),
        AttributeKind.Floats => attribute.Floats.ToArray(),
        AttributeKind.Ints => attribute.Ints.ToArray(),
        AttributeKind.Strings => attribute.Strings.Select(text => text.ToStringUtf8()).ToArray(),
        AttributeKind.Tensors => attribute.Tensors.Select(tensor => tensors.Read(tensor, $"{node}.{attribute.Name}")).ToArray(),
        _ => null,
    };

    // The first writers left the kind out: it is what is there.
    private static AttributeKind Kind(AttributeProto attribute)
    {
        if (attribute.HasType && attribute.Type != 0) return (AttributeKind)attribute.Type;
        if (attribute.HasF) return AttributeKind.Float;
        if (attribute.HasI) return AttributeKind.Int;
        if (attribute.HasS) return AttributeKind.String;
        if (attribute.T is not null) return AttributeKind.Tensor;
        if (attribute.G is not null) return AttributeKind.Graph;
        if (attribute.Floats.Count > 0) return AttributeKind.Floats;
        if (attribute.Strings.Count > 0) return AttributeKind.Strings;
        return attribute.Tensors.Count > 0 ? AttributeKind.Tensors : AttributeKind.Ints;
    }
}
