using Assay.Architecture.Graphs;

namespace Assay.Architecture.Bottlenecks;

/// <summary>The narrowest place of a stretch of the network.</summary>
/// <param name="Cut">The cut there.</param>
/// <param name="IsSingle">Whether it is a single tensor that everything passes through, as between modules; otherwise the narrowest cut inside of a module.</param>
public sealed record ProfilePoint(BottleneckCut Cut, bool IsSingle);
