using Assay.Architecture.Bottlenecks;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;

namespace Assay.Cli.Cnn;

/// <summary>All that is computed about one network.</summary>
/// <param name="Model">What the user called it.</param>
/// <param name="Costs">Its costs.</param>
/// <param name="Bottlenecks">Where it is narrow.</param>
/// <param name="Fields">What its tensors see.</param>
internal sealed record NetworkFigures(string Model, CostReport Costs, BottleneckReport Bottlenecks, ReceptiveFieldReport Fields)
{
    /// <summary>Computes them.</summary>
    public static NetworkFigures Of(string model, Graph graph, CostConvention convention, CancellationToken cancellation) =>
        new(model, CostAnalysis.Of(graph, new() { Convention = convention }, cancellation), BottleneckAnalysis.Of(graph, cancellation), ReceptiveFieldAnalysis.Of(graph, cancellationToken: cancellation));
}
