using Assay.Architecture.Onnx.Internals;
using Google.Protobuf;

namespace Assay.Architecture.Graphs;

/// <summary>
/// A graph inside a node (the branches of If, the body of Loop or Scan). It is kept so that a model can be written again as it was read,
/// and is not analysed: the operator counts as unknown.
/// </summary>
public sealed class Subgraph
{
    internal Subgraph(ReadOnlyMemory<byte> serialized) => Serialized = serialized;

    /// <summary>A graph of this library for the inside of a node; it takes nothing from the graph around it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="prefix">Stands before the names of its tensors, because they must differ from those around it.</param>
    public static Subgraph Of(Graph graph, string prefix)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        return new(SubgraphNames.Prefixed(new ModelBuilder(graph, default, "").Build(CancellationToken.None).Graph, prefix).ToByteArray());
    }

    /// <summary>The graph as it stood in the file.</summary>
    internal ReadOnlyMemory<byte> Serialized { get; }
}
