namespace Assay.Core.Projections.Internals;

/// <summary>A point or a direction in the plane of the map.</summary>
internal record struct PlanePoint(double X, double Y);
