using Assay.Threshold.Networks;
using Assay.Threshold.Proofs;

namespace Assay.Threshold.Synthesis;

/// <summary>A network that does what a machine specifies, with its proof.</summary>
/// <param name="Network">The network.</param>
/// <param name="Proof">Its proof, found apart from the solver.</param>
/// <param name="Minimal">Whether fewer hidden units could do.</param>
/// <param name="Constructed">Whether the solver found none in time and the network is the constructed one, with a hidden unit for each transition.</param>
/// <param name="Attempts">What the solver was asked, in order.</param>
public sealed record SynthesisResult(ThresholdNetwork Network, ProofResult Proof, Minimality Minimal, bool Constructed, IReadOnlyList<SynthesisAttempt> Attempts);
