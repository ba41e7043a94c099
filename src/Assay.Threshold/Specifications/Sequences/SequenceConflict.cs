namespace Assay.Threshold.Specifications.Sequences;

/// <summary>Two sequences that begin alike and want different outputs there: no machine can have both.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Prefix">The letters that they share, up to the output.</param>
/// <param name="FirstOutput">What the one wants after it.</param>
/// <param name="SecondOutput">What the other wants.</param>
public sealed record SequenceConflict(LabelledSequence First, LabelledSequence Second, IReadOnlyList<int> Prefix, ulong FirstOutput, ulong SecondOutput);
