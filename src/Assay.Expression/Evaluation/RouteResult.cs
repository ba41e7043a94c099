using System.Collections.Immutable;

namespace Assay.Expression.Evaluation;

/// <summary>How well a classifier on one route's features tells the classes, on samples that nothing was fitted on.</summary>
public sealed record RouteResult
{
    /// <summary>The route.</summary>
    public required string Route { get; init; }

    /// <summary>Area under the ROC curve: pairs of a positive and a negative sample of one test fold that are ranked right, over all folds and repeats.</summary>
    public required Interval Auroc { get; init; }

    /// <summary>Area under the precision-recall curve (average precision), mean over repeats.</summary>
    public required Interval Auprc { get; init; }

    /// <summary>Matthews' correlation at a probability of one half.</summary>
    public required Interval Mcc { get; init; }

    /// <summary>Mean of sensitivity and specificity at a probability of one half.</summary>
    public required Interval BalancedAccuracy { get; init; }

    /// <summary>Mean squared error of the probability (Brier 1950).</summary>
    public required Interval Brier { get; init; }

    /// <summary>Expected calibration error over ten bins of probability (Guo et al. 2017).</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Probability of the positive class when tested, [repeats][samples].</summary>
    public required ImmutableArray<ImmutableArray<double>> Probabilities { get; init; }

    /// <summary>Mean AUROC over permutations of the labels, which is 0.5 unless something leaks; not a number without permutations.</summary>
    public double PermutedAuroc { get; init; } = double.NaN;

    /// <summary>Smallest and largest AUROC among the permutations.</summary>
    public (double Low, double High) PermutedRange { get; init; } = (double.NaN, double.NaN);
}
