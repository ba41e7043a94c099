namespace Assay.Embeddings.Training.Internals.Windows;

/// <summary>A window whose random decisions are made, and whose rows are on their way from memory, before its turn comes.</summary>
internal unsafe struct PlannedWindow
{
    /// <summary>First place of the context; the centre lies between the two.</summary>
    public int From;

    /// <summary>Last place of the context.</summary>
    public int To;

    /// <summary>Under negative sampling the words to be told apart, 1 + k for each set: the one to be predicted, then its noise.</summary>
    public int* Outputs;
}
