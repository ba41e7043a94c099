using Assay.Reports.Diagrams;
using Assay.Reports.Plots;
using Assay.Threshold.Drawing;
using Assay.Threshold.Explanations;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Cli.Threshold;

/// <summary>Pictures of threshold networks.</summary>
internal static class ThresholdPictures
{
    /// <summary>The machine and the network beside each other.</summary>
    public static Diagram MachineAndNetwork(string title, MooreMachine machine, ThresholdNetwork network)
    {
        var drawing = ThresholdDrawing.Of(machine, network);
        var diagram = new Diagram(title, drawing.Width, drawing.Height);
        foreach (var node in drawing.Nodes) diagram.Discs.Add(new(node.X, node.Y, node.Radius, node.Lines, node.Tooltip, node.Shade, node.IsMarked));
        foreach (var edge in drawing.Edges) diagram.Curves.Add(new(edge.Points[0], edge.Points[1], edge.Points[2], edge.Points[3], edge.Label, edge.IsDelayed, edge.LabelAt));
        foreach (var caption in drawing.Captions) diagram.Captions.Add(caption);
        return diagram;
    }

    /// <summary>The values of two parameters with which the network is right.</summary>
    public static Plot Region(string title, ParameterRegion region)
    {
        var plot = new PlanePlot(title, Range(region.XRange), Range(region.YRange)) { XLabel = region.X.Name, YLabel = region.Y.Name };
        plot.Region("proved for every length", region.IsRight);
        foreach (var (a, b, c) in region.Lines)
        {
            var sum = string.Join(" + ", new[] { a == 1 ? region.X.Name : null, b == 1 ? region.Y.Name : null }.OfType<string>());
            plot.Line($"{sum} = {c}", a, b, NetworkTable.ToDouble(c));
        }
        return plot.Point("the network", NetworkTable.ToDouble(region.X.Value), NetworkTable.ToDouble(region.Y.Value));
    }

    /// <summary>What the hidden units divide the first two inputs into, the other inputs and the state being zero or as said.</summary>
    /// <param name="network">A network of two inputs or more.</param>
    /// <param name="machine">What it does, for the letters.</param>
    /// <param name="before">The state of the step before; null: the first step.</param>
    public static Plot Hyperplanes(ThresholdNetwork network, MooreMachine machine, ulong? before)
    {
        var state = before ?? network.InitialState;
        var plot = new PlanePlot($"Hidden units over the inputs, {(before is null ? "first step" : $"after the state {ThresholdInput.Bits(state, network.StateBits)}")}", (-0.75, 1.75), (-0.75, 1.75)) { XLabel = "input 1", YLabel = "input 2" };
        for (var u = 0; u < network.HiddenUnits; u++)
        {
            var rest = ThresholdNetwork.Threshold - network.HiddenBias[u];
            for (var j = 0; j < network.StateBits; j++)
            {
                if ((state >> j & 1) != 0) rest -= network.StateToHidden[u, j];
            }
            var (a, b) = (network.InputWeights[u, 0], network.InputWeights[u, 1]);
            if (a == 0 && b == 0) continue;
            plot.Line($"h{u + 1} is on {Side(a, b)}", NetworkTable.ToDouble(a), NetworkTable.ToDouble(b), NetworkTable.ToDouble(rest), $"hidden unit {u + 1}");
        }
        var steps = NetworkSteps.Of(network);
        foreach (var letter in machine.Letters.Where(letter => letter.Bits >> 2 == 0))
        {
            var next = ThresholdInput.Bits(steps.Next(state, letter.Bits, first: before is null), network.StateBits);
            plot.Point($"{letter.Name} → {next}", letter.Bits & 1, letter.Bits >> 1 & 1);
        }
        return plot;
    }

    private static string Side(Rational a, Rational b) => (a.CompareTo(0), b.CompareTo(0)) switch
    {
        ( > 0, > 0) => "above, right",
        ( < 0, < 0) => "below, left",
        ( > 0, < 0) => "below, right",
        ( < 0, > 0) => "above, left",
        ( > 0, _) => "right",
        ( < 0, _) => "left",
        (_, > 0) => "above",
        _ => "below",
    };

    private static (double, double) Range((Rational Low, Rational High) range) => (NetworkTable.ToDouble(range.Low), NetworkTable.ToDouble(range.High));
}
