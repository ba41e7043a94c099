namespace Assay.Threshold.Drawing;

/// <summary>A cubic Bézier curve with an arrow: a transition of the machine, a weight of the network.</summary>
/// <param name="Points">Start, two handles, end.</param>
/// <param name="Label">The letters, or the weight.</param>
/// <param name="IsDelayed">Whether it acts a step later.</param>
/// <param name="LabelAt">Which share of its way the label stands at.</param>
public sealed record DrawnEdge(IReadOnlyList<(double X, double Y)> Points, string Label, bool IsDelayed, double LabelAt);
