namespace Assay.Reports.Plots.Internals;

/// <summary>A point of a map with its name, and the index of its group.</summary>
internal sealed record MapPoint(string Label, double X, double Y, int Group);
