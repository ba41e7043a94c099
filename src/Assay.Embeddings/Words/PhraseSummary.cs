namespace Assay.Embeddings.Words;

/// <summary>What a search for phrases came to.</summary>
/// <param name="Words">Words read in the last pass.</param>
/// <param name="Joined">Pairs joined, all passes together.</param>
/// <param name="Phrases">Different pairs above the threshold, all passes together; one that always overlaps a better one to its left is never joined.</param>
/// <param name="Best">The pairs of the last pass with the highest scores, as they stand in the text, and their scores.</param>
public sealed record PhraseSummary(long Words, long Joined, int Phrases, IReadOnlyList<(string Phrase, double Score)> Best);
