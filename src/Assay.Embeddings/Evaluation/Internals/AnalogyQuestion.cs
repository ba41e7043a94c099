namespace Assay.Embeddings.Evaluation.Internals;

/// <summary>A question whose words are all known.</summary>
internal readonly record struct AnalogyQuestion(int Section, int A, int B, int C, int D);
