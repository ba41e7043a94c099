using Assay.Core.Claims;
using Assay.Embeddings.Claims;

namespace Assay.Embeddings;

/// <summary>What textbooks say about word embeddings, to be computed.</summary>
public static class EmbeddingClaims
{
    internal const string System = "embeddings";
    internal const string Page = "docs/embeddings.md";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Claim> All { get; } =
        [SoftmaxGradientClaim.Claim, ProductOrLogClaim.Claim, ContextWindowClaim.Claim, NegativeSamplingClaim.Claim];
}
