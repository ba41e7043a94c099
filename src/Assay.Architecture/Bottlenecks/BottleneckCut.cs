using Assay.Architecture.Graphs;

namespace Assay.Architecture.Bottlenecks;

/// <summary>Tensors without which nothing gets from one end to the other, with the fewest elements that such a set can have.</summary>
/// <param name="Tensors">The set: a certificate, because removing it disconnects the ends.</param>
/// <param name="Elements">Elements of all of them: the most numbers that can pass.</param>
public sealed record BottleneckCut(IReadOnlyList<GraphTensor> Tensors, Dimension Elements);
