namespace Assay.Architecture.Graphs;

/// <summary>
/// A graph inside a node (the branches of If, the body of Loop). It is kept so that a model can be written again as it was read,
/// and is not analysed: the operator counts as unknown.
/// </summary>
public sealed class Subgraph
{
    internal Subgraph(ReadOnlyMemory<byte> serialized) => Serialized = serialized;

    /// <summary>The graph as it stood in the file.</summary>
    internal ReadOnlyMemory<byte> Serialized { get; }
}
