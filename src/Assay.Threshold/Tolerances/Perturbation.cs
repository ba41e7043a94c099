using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;

namespace Assay.Threshold.Tolerances;

/// <summary>A perturbation that breaks a network.</summary>
/// <param name="Network">The perturbed network.</param>
/// <param name="Size">The largest change: absolute, or as a share of its number.</param>
/// <param name="Changes">The numbers that change, and by how much.</param>
/// <param name="CounterExample">A shortest sequence of letters after which the perturbed network is wrong.</param>
public sealed record Perturbation(ThresholdNetwork Network, Rational Size, IReadOnlyList<(NetworkParameter Parameter, Rational Change)> Changes, IReadOnlyList<int> CounterExample);
