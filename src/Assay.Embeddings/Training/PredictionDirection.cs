namespace Assay.Embeddings.Training;

/// <summary>
/// Which word of a pair feeds the network. Over symmetric windows both directions see the same set of pairs;
/// with a one-sided window, and in which words share their negatives, they differ.
/// </summary>
public enum PredictionDirection
{
    /// <summary>Each context word feeds and the centre is predicted, as the original word2vec program does; the window shares one set of negatives.</summary>
    ContextPredictsCentre,

    /// <summary>The centre feeds and each context word is predicted, as textbooks put it; each context word has negatives of its own.</summary>
    CentrePredictsContext,
}
