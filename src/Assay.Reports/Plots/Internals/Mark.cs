namespace Assay.Reports.Plots.Internals;

/// <summary>
/// What is drawn on top of the data, in the units of the drawing from its top left corner, in a tint or else in a colour
/// that both schemes share, as #RRGGBB.
/// </summary>
internal abstract record Mark(Tint Tint, string? Colour);

/// <summary>
/// A line of text: where its start, middle or end stands, as the anchor says, and its baseline. Text over data has an edge in the
/// colour of the paper and never becomes wider than it was measured, whatever font it is drawn in; upright text reads from below.
/// </summary>
internal sealed record TextMark(string Text, double X, double Y, TextAnchor Anchor = TextAnchor.Start, double Size = 12, Tint Tint = Tint.Soft, bool Bold = false, bool OverData = false, bool Upright = false, string? Colour = null) : Mark(Tint, Colour);

/// <summary>A filled rectangle.</summary>
internal sealed record RectangleMark(double X, double Y, double Width, double Height, Tint Tint, double Radius = 0, string? Colour = null) : Mark(Tint, Colour);

/// <summary>Which part of a text stands at its position.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
