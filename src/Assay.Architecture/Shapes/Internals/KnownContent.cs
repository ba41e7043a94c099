using Assay.Architecture.Graphs;

namespace Assay.Architecture.Shapes.Internals;

/// <summary>Content of short tensors: of constants, and of results that follow from shapes.</summary>
internal static class KnownContent
{
    /// <summary>Longer tensors are not followed.</summary>
    public const int Limit = 1024;

    public static KnownNumber[]? Of(GraphTensor? tensor)
    {
        if (tensor is null) return null;
        if (tensor.Known is { } known) return known;
        if (tensor.Constant is not { } constant || !constant.Shape.Elements.TryGetValue(out var count) || count > Limit) return null;
        return tensor.Known = Read(constant);
    }

    private static KnownNumber[]? Read(TensorConstant constant)
    {
        if (constant.TryGetInt64(out var integers, Limit)) return Array.ConvertAll(integers, value => KnownNumber.Of(value));
        if (constant.TryGetSingles(out var singles, Limit)) return Array.ConvertAll(singles, value => KnownNumber.OfReal(value));
        if (constant.Type is TensorType.Bool or TensorType.UInt8) return Array.ConvertAll(constant.ToBytes(), value => KnownNumber.Of(value));
        return null;
    }
}
