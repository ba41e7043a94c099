using Assay.Threshold.Numbers;

namespace Assay.Threshold.Tolerances;

/// <summary>How much perturbation a network bears.</summary>
/// <param name="Tolerance">
/// ε: whatever changes every number by less than ε leaves the behaviour as it is. Null where no perturbation of this kind can change it.
/// </param>
/// <param name="IsExact">Whether slightly more breaks it, as <paramref name="Witness"/> shows. Otherwise the search ran out of time, and ε is a lower bound.</param>
/// <param name="Witness">A perturbation of ε, or slightly more where a tie is harmless, that breaks the network.</param>
/// <param name="Margin">The least distance of a sum from the threshold, over everything that is reached.</param>
/// <param name="ActivationTolerance">The ε below which not even the hidden units change what they do.</param>
/// <param name="Choices">Combinations of flipped units that were looked at.</param>
public sealed record ToleranceResult(Rational? Tolerance, bool IsExact, Perturbation? Witness, Rational Margin, Rational? ActivationTolerance, int Choices);
