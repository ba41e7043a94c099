namespace Assay.Embeddings.Corpora.Internals;

/// <summary>Where the ids of one block stand, and whose ids they are.</summary>
/// <param name="Block">Number of the block within the corpus.</param>
/// <param name="Worker">Whose table gave the ids.</param>
/// <param name="Start">Index of the first in the file of local ids.</param>
/// <param name="Count">How many.</param>
internal readonly record struct LocalIds(int Block, int Worker, long Start, int Count);
