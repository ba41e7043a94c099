namespace Assay.Embeddings.Queries;

/// <summary>How "a is to b as c is to ?" is answered.</summary>
public enum AnalogyMethod
{
    /// <summary>The largest cos(x, b − a + c) over unit vectors (Mikolov et al. 2013c).</summary>
    CosAdd,

    /// <summary>The largest cos(x, b)·cos(x, c) / (cos(x, a) + 0.001) with cosines moved to [0, 1] (Levy and Goldberg 2014).</summary>
    CosMul,
}
