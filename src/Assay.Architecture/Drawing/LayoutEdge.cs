namespace Assay.Architecture.Drawing;

/// <summary>A way from one box to another that is further down.</summary>
/// <param name="From">Number of the box that it leaves.</param>
/// <param name="To">Number of the box that it enters.</param>
/// <param name="Points">Corners, from top to bottom: between each two it is drawn as a curve that leaves and arrives upright.</param>
/// <param name="Label">The tensor's shape; empty where the same edge's label stands nearby.</param>
/// <param name="LabelX">Left edge of the label.</param>
/// <param name="LabelY">Baseline of the label.</param>
public sealed record LayoutEdge(int From, int To, IReadOnlyList<(double X, double Y)> Points, string Label, double LabelX, double LabelY)
{
    /// <summary>In a drawing of several columns the mark where this part of the edge comes from another column; empty where it starts at its box.</summary>
    public string StartMark { get; init; } = "";

    /// <summary>The mark where it goes on in another column; empty where it ends at its box.</summary>
    public string EndMark { get; init; } = "";
}
