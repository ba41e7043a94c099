using System.Collections.Immutable;

namespace Assay.Torch.Doctor;

/// <summary>Something that is wrong with a training, its data or its split, or that keeps figures from meaning what they seem to.</summary>
/// <param name="Name">Which, as a word for machines: "target-range", "collapse".</param>
/// <param name="Severity">How bad.</param>
/// <param name="Statement">In plain words, with the numbers.</param>
/// <param name="Mend">What to do.</param>
/// <param name="Evidence">The numbers by name; never empty.</param>
public sealed record Finding(string Name, FindingSeverity Severity, string Statement, string Mend, ImmutableArray<(string Name, double Value)> Evidence);
