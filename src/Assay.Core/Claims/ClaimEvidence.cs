namespace Assay.Core.Claims;

/// <summary>One number behind a verdict.</summary>
/// <param name="Quantity">What was measured, with its conditions: "largest |analytic − numeric| over 200 random windows".</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit, or empty.</param>
/// <param name="Spread">Smallest and largest over the seeds where the quantity comes from an experiment; otherwise null.</param>
public sealed record ClaimEvidence(string Quantity, double Value, string Unit = "", (double Low, double High)? Spread = null);
