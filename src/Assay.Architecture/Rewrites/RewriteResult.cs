using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;

namespace Assay.Architecture.Rewrites;

/// <summary>A rewritten network, and what the rewrite changed.</summary>
/// <param name="Before">The network as it was, with shapes.</param>
/// <param name="After">The network as it is.</param>
/// <param name="Replacements">What was replaced.</param>
/// <param name="Skipped">What was not, and why.</param>
public sealed record RewriteResult(Graph Before, Graph After, IReadOnlyList<Replacement> Replacements, IReadOnlyList<SkippedNode> Skipped)
{
    /// <summary>Costs before and after.</summary>
    public (CostReport Before, CostReport After) Costs(CostOptions options = default) => (CostAnalysis.Of(Before, options), CostAnalysis.Of(After, options));

    /// <summary>Receptive fields before and after.</summary>
    public (ReceptiveFieldReport Before, ReceptiveFieldReport After) Fields() => (ReceptiveFieldAnalysis.Of(Before), ReceptiveFieldAnalysis.Of(After));

    /// <summary>Bottlenecks before and after.</summary>
    public (BottleneckReport Before, BottleneckReport After) Bottlenecks() => (BottleneckAnalysis.Of(Before), BottleneckAnalysis.Of(After));
}
