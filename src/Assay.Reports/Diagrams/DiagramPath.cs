namespace Assay.Reports.Diagrams;

/// <summary>A way from top to bottom, upright at each corner, with an arrow at its end.</summary>
/// <param name="Points">Corners.</param>
/// <param name="Label">Text beside it; may be empty.</param>
/// <param name="LabelX">Left edge of the text.</param>
/// <param name="LabelY">Baseline of the text.</param>
/// <param name="StartMark">Letter in a circle at its start, where it comes from elsewhere; may be empty.</param>
/// <param name="EndMark">Letter in a circle at its end instead of an arrow, where it goes on elsewhere; may be empty.</param>
public sealed record DiagramPath(IReadOnlyList<(double X, double Y)> Points, string Label, double LabelX, double LabelY, string StartMark = "", string EndMark = "");
