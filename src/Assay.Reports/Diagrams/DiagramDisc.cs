namespace Assay.Reports.Diagrams;

/// <summary>A disc with a line or two of text: a state, a unit.</summary>
/// <param name="X">Its middle.</param>
/// <param name="Y">Its middle.</param>
/// <param name="Radius">Its radius.</param>
/// <param name="Lines">Text; the first line is bold.</param>
/// <param name="Tooltip">What the reader's pointer shows.</param>
/// <param name="Weight">From 0, pale, to 1, dark.</param>
/// <param name="IsDouble">Whether it has a second ring.</param>
public sealed record DiagramDisc(double X, double Y, double Radius, IReadOnlyList<string> Lines, string Tooltip, double Weight = 0, bool IsDouble = false);
