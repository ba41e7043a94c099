namespace Assay.Architecture.Rewrites;

/// <summary>A place that looks like what the rule is for and was left as it is.</summary>
/// <param name="Name">The operation.</param>
/// <param name="Reason">Why.</param>
public sealed record SkippedNode(string Name, string Reason);
