using Assay.Core.Claims;
using Assay.Expression.Claims;

namespace Assay.Expression;

/// <summary>What textbooks say about autoencoders of expression profiles, to be computed.</summary>
public static class ExpressionClaims
{
    internal const string System = "expression";
    internal const string Page = "docs/expression.md";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Claim> All { get; } = [StuckLossClaim.Claim, LowErrorClaim.Claim, JumpyCodesClaim.Claim, CompressibleClaim.Claim];
}
