namespace Assay.Reports.Diagrams;

/// <summary>A cubic Bézier curve with an arrow at its end, in any direction.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="FirstHandle">Where it sets out for.</param>
/// <param name="SecondHandle">Where it comes in from.</param>
/// <param name="To">Where its arrow ends.</param>
/// <param name="Label">Text upon its middle; may be empty.</param>
/// <param name="IsDashed">Whether it is dashed, as what acts a step later.</param>
/// <param name="LabelAt">Which share of its way the text stands at.</param>
public sealed record DiagramCurve(
    (double X, double Y) From, (double X, double Y) FirstHandle, (double X, double Y) SecondHandle, (double X, double Y) To, string Label, bool IsDashed = false, double LabelAt = 0.5)
{
    /// <summary>The point at a share of its way.</summary>
    public (double X, double Y) At(double share)
    {
        var rest = 1 - share;
        var (a, b, c, d) = (rest * rest * rest, 3 * rest * rest * share, 3 * rest * share * share, share * share * share);
        return (a * From.X + b * FirstHandle.X + c * SecondHandle.X + d * To.X, a * From.Y + b * FirstHandle.Y + c * SecondHandle.Y + d * To.Y);
    }

    /// <summary>The corners of its arrow.</summary>
    internal (double X, double Y)[] Arrow()
    {
        var (dx, dy) = (To.X - SecondHandle.X, To.Y - SecondHandle.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        if (length == 0) (dx, dy, length) = (0, 1, 1);
        (dx, dy) = (dx / length, dy / length);
        return [To, (To.X - 7 * dx - 3.5 * dy, To.Y - 7 * dy + 3.5 * dx), (To.X - 7 * dx + 3.5 * dy, To.Y - 7 * dy - 3.5 * dx)];
    }
}
