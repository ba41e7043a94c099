namespace Assay.Embeddings.Queries;

/// <summary>A word that a query found.</summary>
/// <param name="Word">The word.</param>
/// <param name="Similarity">Its score: the cosine with the query, from −1 to 1; under <see cref="AnalogyMethod.CosMul"/> that method's ratio.</param>
public readonly record struct Neighbour(string Word, float Similarity);
