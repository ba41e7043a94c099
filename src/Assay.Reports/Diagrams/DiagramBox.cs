namespace Assay.Reports.Diagrams;

/// <summary>A box with lines of text.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Lines">Text from top to bottom; the first line is bold, the last small where there are several.</param>
/// <param name="Tooltip">What the reader's pointer shows.</param>
/// <param name="Weight">From 0, pale, to 1, dark.</param>
public sealed record DiagramBox(double X, double Y, double Width, double Height, IReadOnlyList<string> Lines, string Tooltip, double Weight);
