namespace Assay.Threshold.Proofs;

/// <summary>A state of the network and the state of the machine that it stands for.</summary>
public readonly record struct CertificatePair(ulong NetworkState, int MachineState);
