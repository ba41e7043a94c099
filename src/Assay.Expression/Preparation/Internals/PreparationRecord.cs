namespace Assay.Expression.Preparation.Internals;

/// <summary>What a model's metadata say about its preparation; numbers are tensors beside it.</summary>
internal sealed record PreparationRecord(PreparationOptions Options, LogRule Logarithm, string[] Names, int[]? Occurrences, string[]? Batches);
