namespace Assay.Threshold.Proofs;

/// <summary>
/// The relation that proves a network: the pairs that can be reached after one letter or more, and where each letter leads from each.
/// Whoever checks that the first letters lead into it, that it is closed under every letter, and that the outputs in it agree, has proved
/// the network for sequences of every length, by induction.
/// </summary>
/// <param name="Pairs">The pairs, each once, in the order in which they are first reached.</param>
/// <param name="First">The pair that each letter leads to in the first step, by place in <paramref name="Pairs"/>, [letters].</param>
/// <param name="Next">The pair that each letter leads to from each pair, [pairs · letters], a pair's letters together.</param>
public sealed record ProofCertificate(IReadOnlyList<CertificatePair> Pairs, IReadOnlyList<int> First, IReadOnlyList<int> Next);
