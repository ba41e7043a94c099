namespace Assay.Threshold.Drawing;

/// <summary>A disc: a state of the machine, an input or a unit of the network.</summary>
/// <param name="X">Its middle.</param>
/// <param name="Y">Its middle, downwards.</param>
/// <param name="Radius">Its radius.</param>
/// <param name="Lines">Its text.</param>
/// <param name="Tooltip">More about it.</param>
/// <param name="IsMarked">Whether it is the initial state, or an output.</param>
/// <param name="Shade">From 0, pale, to 1, dark: the share of output bits that are one, or the layer.</param>
public sealed record DrawnNode(double X, double Y, double Radius, IReadOnlyList<string> Lines, string Tooltip, bool IsMarked, double Shade);
