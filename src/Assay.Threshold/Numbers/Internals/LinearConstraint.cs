namespace Assay.Threshold.Numbers.Internals;

/// <summary>coefficients · x ≤ bound.</summary>
internal readonly record struct LinearConstraint(Rational[] Coefficients, Rational Bound);
