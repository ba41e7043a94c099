using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Proofs;

namespace Assay.Threshold.Robustness;

/// <summary>A network with as much room around its thresholds as was found.</summary>
/// <param name="Network">The network.</param>
/// <param name="Proof">Its proof.</param>
/// <param name="Room">What was made as large as can be: the tolerance of all units, or the margin.</param>
/// <param name="IsLargest">Whether the solver excluded anything larger, for one code a state.</param>
/// <param name="Patterns">Assignments of what the units do that were looked at.</param>
/// <param name="Seconds">Time that it took.</param>
public sealed record RobustnessResult(ThresholdNetwork Network, ProofResult Proof, Rational Room, bool IsLargest, int Patterns, double Seconds);
