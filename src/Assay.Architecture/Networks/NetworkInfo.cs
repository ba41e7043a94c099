using Assay.Architecture.Graphs;

namespace Assay.Architecture.Networks;

/// <summary>A network that can be built by name.</summary>
/// <param name="Name">What the user types.</param>
/// <param name="Summary">What it is, in a line.</param>
/// <param name="Source">The paper, and the implementation that is followed.</param>
/// <param name="Build">Builds it.</param>
public sealed record NetworkInfo(string Name, string Summary, string Source, Func<NetworkOptions, Graph> Build);
