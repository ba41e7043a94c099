using System.Collections.Immutable;

namespace Assay.Core.Safetensors;

/// <summary>What the header says of one tensor.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its sizes; empty for a scalar.</param>
/// <param name="Offset">Where its first byte is in the file.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record TensorInfo(string Name, ElementType Type, ImmutableArray<long> Shape, long Offset, long Length)
{
    /// <summary>Number of elements.</summary>
    public long Elements => Length / Type.Size();
}
