namespace Assay.Embeddings.Evaluation;

/// <summary>How vectors are brought into the plane.</summary>
public enum MapMethod
{
    /// <summary>t-SNE (van der Maaten 2014): keeps neighbours together.</summary>
    Tsne,

    /// <summary>The two principal components: keeps as much variance as a plane can.</summary>
    PrincipalComponents,
}
