using Assay.Threshold.Networks;

namespace Assay.Threshold.Drawing.Internals;

/// <summary>Inputs, hidden units and state bits in columns; weights of zero are not drawn.</summary>
internal static class NetworkLayout
{
    private const double Radius = 27, Column = 190, Row = 84;

    public static DrawingPart Of(ThresholdNetwork network)
    {
        var (m, n, k) = (network.InputBits, network.HiddenUnits, network.StateBits);
        var rows = Math.Max(1, Math.Max(m, Math.Max(n, k)));
        var above = Radius + 40;
        var x = new[] { Radius, Radius + Column, Radius + 2 * Column };
        (double X, double Y) Place(int column, int at, int count) => (x[column], above + (at + (rows - count) / 2.0) * Row);
        (double X, double Y) Input(int i) => Place(0, i, m);
        (double X, double Y) Hidden(int u) => Place(1, u, n);
        (double X, double Y) State(int j) => Place(2, j, k);

        var nodes = new List<DrawnNode>();
        for (var i = 0; i < m; i++) nodes.Add(new(Input(i).X, Input(i).Y, Radius, [$"x{i + 1}"], $"input {i + 1}", false, 0));
        for (var u = 0; u < n; u++) nodes.Add(new(Hidden(u).X, Hidden(u).Y, Radius, [$"h{u + 1}", $"{network.HiddenBias[u]}"], $"hidden unit {u + 1}, bias {network.HiddenBias[u]}", false, 0.06));
        for (var j = 0; j < k; j++)
        {
            var output = j < network.OutputBits;
            var first = network.FirstStateBias is { } biases ? $", {biases[j]} in the first step" : "";
            nodes.Add(new(State(j).X, State(j).Y, Radius, [output ? $"y{j + 1}" : $"s{j + 1}", $"{network.StateBias[j]}"],
                $"state bit {j + 1}{(output ? ", an output" : "")}, bias {network.StateBias[j]}{first}, {network.InitialState >> j & 1} before the first step", output, 0.2));
        }
        var edges = new List<DrawnEdge>();
        for (var u = 0; u < n; u++)
        {
            for (var i = 0; i < m; i++)
            {
                if (network.InputWeights[u, i] != 0) edges.Add(Forward(Input(i), Hidden(u), $"{network.InputWeights[u, i]}", i));
            }
            for (var j = 0; j < k; j++)
            {
                if (network.StateToHidden[u, j] != 0) edges.Add(Back(State(j), Hidden(u), $"{network.StateToHidden[u, j]}", u));
            }
        }
        for (var j = 0; j < k; j++)
        {
            for (var u = 0; u < n; u++)
            {
                if (network.HiddenToState[j, u] != 0) edges.Add(Forward(Hidden(u), State(j), $"{network.HiddenToState[j, u]}", u));
            }
            for (var i = 0; i < k; i++)
            {
                if (network.StateToState[j, i] != 0) edges.Add(Aside(State(i), State(j), $"{network.StateToState[j, i]}"));
            }
        }
        var below = k > 0 && n > 0 && edges.Any(edge => edge.IsDelayed) ? 40 : 0;
        return new(nodes, edges, x[2] + Radius + 60, above + (rows - 1) * Row + Radius + below);
    }

    private static DrawnEdge Forward((double X, double Y) from, (double X, double Y) to, string label, int number)
    {
        var (start, end) = (Edge(from, to), Edge(to, from));
        var (dx, dy) = (end.X - start.X, end.Y - start.Y);
        // Weights of crossing ways stand at different places along them.
        return new([start, (start.X + dx / 3, start.Y + dy / 3), (start.X + 2 * dx / 3, start.Y + 2 * dy / 3), end], label, false, number % 2 == 0 ? 0.3 : 0.7);
    }

    private static DrawnEdge Back((double X, double Y) from, (double X, double Y) to, string label, int number)
    {
        // Under the straight ways, or over them in the upper rows.
        var side = number % 2 == 0 ? -1 : 1;
        var (start, end) = ((from.X - Radius * 0.6, from.Y + side * Radius * 0.8), (to.X + Radius * 0.6, to.Y + side * Radius * 0.8));
        return new([start, (start.Item1 - 40, start.Item2 + side * 34), (end.Item1 + 40, end.Item2 + side * 34), end], label, true, 0.4);
    }

    private static DrawnEdge Aside((double X, double Y) from, (double X, double Y) to, string label)
    {
        if (from == to) return new([(from.X + Radius * 0.87, from.Y - Radius * 0.5), (from.X + 74, from.Y - 40), (from.X + 74, from.Y + 40), (from.X + Radius * 0.87, from.Y + Radius * 0.5)], label, true, 0.5);
        var side = from.Y < to.Y ? 1 : -1;
        return new([(from.X + Radius * 0.7, from.Y + side * Radius * 0.7), (from.X + 58 + side * 14, from.Y + side * 30), (to.X + 58 + side * 14, to.Y - side * 30), (to.X + Radius * 0.7, to.Y - side * Radius * 0.7)], label, true, side > 0 ? 0.35 : 0.65);
    }

    private static (double X, double Y) Edge((double X, double Y) of, (double X, double Y) towards)
    {
        var (dx, dy) = (towards.X - of.X, towards.Y - of.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        return (of.X + Radius * dx / length, of.Y + Radius * dy / length);
    }
}
