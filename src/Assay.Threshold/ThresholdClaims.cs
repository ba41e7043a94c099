using Assay.Core.Claims;
using Assay.Threshold.Claims;

namespace Assay.Threshold;

/// <summary>What textbooks say about threshold networks, to be computed.</summary>
public static class ThresholdClaims
{
    internal const string System = "threshold";
    internal const string Page = "docs/threshold.md";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Claim> All { get; } = [TextbookNetworkClaim.Claim];
}
