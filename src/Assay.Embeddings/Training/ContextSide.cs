namespace Assay.Embeddings.Training;

/// <summary>On which side of the centre word its context lies.</summary>
public enum ContextSide
{
    /// <summary>Words before and after.</summary>
    Both,

    /// <summary>Only words before the centre.</summary>
    Left,

    /// <summary>Only words after the centre.</summary>
    Right,
}
