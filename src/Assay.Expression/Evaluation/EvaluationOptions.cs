using Assay.Core.Errors;
using Assay.Expression.Preparation;

namespace Assay.Expression.Evaluation;

/// <summary>How routes are evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Folds of each division.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Divisions; more of them make the estimate steadier, not the cohort larger.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Permutations of the labels for the control; 0 for none.</summary>
    public int Permutations { get; init; } = 20;

    /// <summary>Bootstrap samples for the intervals.</summary>
    public int Bootstraps { get; init; } = 2000;

    /// <summary>Annotation whose equal values stay on one side, as a patient; null for repeated profiles only.</summary>
    public string? GroupKey { get; init; }

    /// <summary>How profiles are prepared, in each fold anew.</summary>
    public PreparationOptions Preparation { get; init; } = new();

    internal void Validate()
    {
        if (Folds < 2) throw new InputException($"{Folds} fold(s) leave nothing to test on; take at least 2.");
        if (Repeats < 1) throw new InputException($"{Repeats} repeats evaluate nothing; take at least 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(Permutations, nameof(Permutations));
        ArgumentOutOfRangeException.ThrowIfLessThan(Bootstraps, 100, nameof(Bootstraps));
    }
}
