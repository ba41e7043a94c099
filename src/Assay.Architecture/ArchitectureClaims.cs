using Assay.Architecture.Claims;
using Assay.Core.Claims;

namespace Assay.Architecture;

/// <summary>What textbooks say about the Inception family, to be computed.</summary>
public static class ArchitectureClaims
{
    internal const string System = "cnn";
    internal const string Page = "docs/architecture.md";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Claim> All { get; } = [FactorisationClaim.TwoThrees, FactorisationClaim.TwoTwos, FactorisationClaim.Asymmetric, GridReductionClaim.Claim];
}
