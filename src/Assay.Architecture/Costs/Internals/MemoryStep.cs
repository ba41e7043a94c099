using Assay.Architecture.Graphs;

namespace Assay.Architecture.Costs.Internals;

/// <summary>One operation that needs memory: the storages that it takes and those that it makes.</summary>
/// <param name="Node">The operation.</param>
/// <param name="Taken">Numbers of the storages that it takes.</param>
/// <param name="Made">Numbers of the storages that it makes.</param>
internal sealed record MemoryStep(GraphNode Node, int[] Taken, int[] Made);
