namespace Assay.Core.Claims;

/// <summary>What computing one claim gave.</summary>
/// <param name="Verdict">Derived from <paramref name="Evidence"/>, never asserted beforehand.</param>
/// <param name="Explanation">One or two sentences: why, and for "holds only if" under which conditions.</param>
/// <param name="Evidence">The measured or computed numbers, in the order in which a reader wants them.</param>
public sealed record ClaimResult(ClaimVerdict Verdict, string Explanation, IReadOnlyList<ClaimEvidence> Evidence);
