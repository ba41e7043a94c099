namespace Assay.Embeddings.Training;

/// <summary>How far the context of each occurrence reaches.</summary>
public enum WindowShape
{
    /// <summary>A width drawn uniformly from 1 to the window for each occurrence, so that near words weigh more (word2vec's way).</summary>
    Dynamic,

    /// <summary>Always the full window.</summary>
    Fixed,
}
