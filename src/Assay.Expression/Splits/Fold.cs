using System.Collections.Immutable;

namespace Assay.Expression.Splits;

/// <summary>One division of samples: what may be learned from, and what it is tested on. No sample is on both sides.</summary>
/// <param name="Train">Samples to fit everything on, ascending.</param>
/// <param name="Test">Samples that nothing was fitted on, ascending.</param>
public sealed record Fold(ImmutableArray<int> Train, ImmutableArray<int> Test);
