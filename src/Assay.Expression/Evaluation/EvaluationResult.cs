using System.Collections.Immutable;
using Assay.Expression.Labels;

namespace Assay.Expression.Evaluation;

/// <summary>What an evaluation found.</summary>
public sealed record EvaluationResult
{
    /// <summary>The samples that were evaluated, as places in the matrix: those with a class.</summary>
    public required ImmutableArray<int> Samples { get; init; }

    /// <summary>Their labels.</summary>
    public required SampleLabels Labels { get; init; }

    /// <summary>Each route's figures, in the order asked for.</summary>
    public required ImmutableArray<RouteResult> Routes { get; init; }

    /// <summary>The best route by AUROC against every other.</summary>
    public required ImmutableArray<RouteComparison> Comparisons { get; init; }

    /// <summary>Annotations that go with the class.</summary>
    public required ImmutableArray<Confounder> Confounders { get; init; }

    /// <summary>The route of highest AUROC.</summary>
    public RouteResult Best => Routes.MaxBy(route => route.Auroc.Estimate)!;
}
