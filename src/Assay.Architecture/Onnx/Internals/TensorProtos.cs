using Assay.Architecture.Graphs;
using Google.Protobuf;

namespace Assay.Architecture.Onnx.Internals;

/// <summary>Makes stored tensors of constants.</summary>
internal static class TensorProtos
{
    public static TensorProto Of(TensorConstant constant, string name)
    {
        var proto = Header(constant, name);
        if (constant.Texts is { } texts) foreach (var text in texts) proto.StringData.Add(ByteString.CopyFrom(text.Span));
        else proto.RawData = UnsafeByteOperations.UnsafeWrap(constant.ToBytes());
        return proto;
    }

    public static TensorProto Header(TensorConstant constant, string name)
    {
        constant.Shape.TryGetSizes(out var sizes);
        var proto = new TensorProto { DataType = (int)constant.Type };
        if (name.Length > 0) proto.Name = name;
        proto.Dims.AddRange(sizes);
        return proto;
    }
}
