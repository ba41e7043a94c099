namespace Assay.Reports.Plots.Internals;

/// <summary>The room that a name takes, in the units of the drawing from its top left corner.</summary>
internal readonly record struct LabelBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Heights above and below the baseline, in parts of the size of the text.</summary>
    internal const double Ascent = 0.76, Descent = 0.24;

    internal double Baseline(double size) => Bottom - Descent * size;

    internal bool Overlaps(LabelBox other, double apart = 0) =>
        Left < other.Right + apart && other.Left < Right + apart && Top < other.Bottom + apart && other.Top < Bottom + apart;

    internal bool Contains(LabelBox other) => other.Left >= Left && other.Right <= Right && other.Top >= Top && other.Bottom <= Bottom;
}
