namespace Assay.Threshold.Proofs;

/// <summary>Whether a network does what a machine specifies, for sequences of every length.</summary>
/// <param name="Certificate">The proof, or null where the network is wrong.</param>
/// <param name="CounterExample">A shortest sequence of letters (places in the machine's letters) after which the outputs differ, or null where the network is proved.</param>
/// <param name="PairsChecked">Pairs of a network state and a machine state that were gone through.</param>
public sealed record ProofResult(ProofCertificate? Certificate, IReadOnlyList<int>? CounterExample, int PairsChecked)
{
    /// <summary>Whether the network is right for every sequence.</summary>
    public bool Proved => Certificate is not null;
}
