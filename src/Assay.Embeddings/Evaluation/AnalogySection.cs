namespace Assay.Embeddings.Evaluation;

/// <summary>The result of one section of analogy questions.</summary>
/// <param name="Name">Its heading in the file.</param>
/// <param name="Correct">Questions answered right.</param>
/// <param name="Answered">Questions whose four words are all known.</param>
/// <param name="Total">Questions in the file.</param>
public readonly record struct AnalogySection(string Name, int Correct, int Answered, int Total)
{
    /// <summary>Share of the answered questions that are right; 0 where none is answered.</summary>
    public double Accuracy => Answered > 0 ? (double)Correct / Answered : 0;
}
