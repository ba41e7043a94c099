namespace Assay.Architecture.Graphs.Internals;

/// <summary>Texts, which have no fixed size; they are kept so that a model can be written again.</summary>
internal sealed class TextContent(IReadOnlyList<ReadOnlyMemory<byte>> texts) : TensorContent
{
    public IReadOnlyList<ReadOnlyMemory<byte>> Texts => texts;

    public override void Read(long offset, Span<byte> destination) => destination.Clear();
}
