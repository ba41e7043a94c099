namespace Assay.Threshold.Machines;

/// <summary>One input symbol: its name and the bits that the network sees, the first input in the lowest bit.</summary>
public readonly record struct Letter(string Name, ulong Bits);
