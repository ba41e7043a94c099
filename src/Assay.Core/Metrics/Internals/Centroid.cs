namespace Assay.Core.Metrics.Internals;

/// <summary>Some neighbouring numbers of a digest: their mean and how many they are.</summary>
internal readonly record struct Centroid(double Mean, long Weight);
