namespace Assay.Threshold.Specifications.Sequences;

/// <summary>A sequence of letters with what is known of its outputs.</summary>
/// <param name="Letters">Places of the letters.</param>
/// <param name="Outputs">The output after each letter; null where it is not known.</param>
/// <param name="Place">Where it stands, for messages: "positive[3]".</param>
public sealed record LabelledSequence(IReadOnlyList<int> Letters, IReadOnlyList<ulong?> Outputs, string Place);
