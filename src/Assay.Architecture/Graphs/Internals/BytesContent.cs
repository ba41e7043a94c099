namespace Assay.Architecture.Graphs.Internals;

/// <summary>Elements in memory.</summary>
internal sealed class BytesContent(ReadOnlyMemory<byte> bytes) : TensorContent
{
    public override void Read(long offset, Span<byte> destination) => bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
}
