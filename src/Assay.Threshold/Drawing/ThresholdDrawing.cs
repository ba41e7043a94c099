using System.Numerics;
using Assay.Core.Errors;
using Assay.Threshold.Drawing.Internals;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;

namespace Assay.Threshold.Drawing;

/// <summary>A machine on the left and a network on the right, laid out; units are those of a font of 12. Nothing is drawn here.</summary>
/// <param name="Nodes">States, inputs and units.</param>
/// <param name="Edges">Transitions and weights.</param>
/// <param name="Captions">Words below each half: the middle of their baselines.</param>
/// <param name="Width">Width of the whole.</param>
/// <param name="Height">Height of the whole.</param>
public sealed record ThresholdDrawing(
    IReadOnlyList<DrawnNode> Nodes, IReadOnlyList<DrawnEdge> Edges, IReadOnlyList<(double X, double Y, string Text)> Captions, double Width, double Height)
{
    private const int MostNodes = 40;
    private const double Margin = 36, Between = 70, CaptionHeight = 40;

    /// <summary>Lays both out.</summary>
    /// <exception cref="InputException">There is more than a picture can show.</exception>
    public static ThresholdDrawing Of(MooreMachine machine, ThresholdNetwork network)
    {
        network.Validate();
        if (machine.States > MostNodes) throw new InputException($"The machine has {machine.States} states; up to {MostNodes} can be drawn.");
        var units = network.InputBits + network.HiddenUnits + network.StateBits;
        if (units > MostNodes) throw new InputException($"The network has {units} inputs and units; up to {MostNodes} can be drawn.");
        var left = MachineLayout.Of(machine);
        var right = NetworkLayout.Of(network);
        var height = Math.Max(left.Height, right.Height);
        var nodes = new List<DrawnNode>();
        var edges = new List<DrawnEdge>();
        void Place(DrawingPart part, double dx, double dy)
        {
            nodes.AddRange(part.Nodes.Select(node => node with { X = node.X + dx, Y = node.Y + dy }));
            edges.AddRange(part.Edges.Select(edge => edge with { Points = [.. edge.Points.Select(point => (point.X + dx, point.Y + dy))] }));
        }
        Place(left, Margin, Margin + (height - left.Height) / 2);
        Place(right, Margin + left.Width + Between, Margin + (height - right.Height) / 2);
        var baseline = Margin + height + CaptionHeight - 8;
        return new(
            nodes,
            edges,
            [
                (Margin + left.Width / 2, baseline, $"machine: {machine.States} state{(machine.States == 1 ? "" : "s")}, state / output"),
                (Margin + left.Width + Between + right.Width / 2, baseline, "network: inputs, hidden units, state bits; dashed acts in the next step"),
            ],
            2 * Margin + left.Width + Between + right.Width,
            2 * Margin + height + CaptionHeight);
    }

    /// <summary>A value's bits, the first one first.</summary>
    internal static string Bits(ulong value, int count) => string.Concat(Enumerable.Range(0, count).Select(i => value >> i & 1));

    /// <summary>The share of bits that are one.</summary>
    internal static double Share(ulong value, int count) => (double)BitOperations.PopCount(value) / count;
}
