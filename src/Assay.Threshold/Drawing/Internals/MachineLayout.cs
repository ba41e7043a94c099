using Assay.Threshold.Machines;

namespace Assay.Threshold.Drawing.Internals;

/// <summary>The states on a circle, the initial one on top, transitions of the same two states together.</summary>
internal static class MachineLayout
{
    private const double Radius = 23, Loop = 46;
    private const int MostLetters = 4;

    public static DrawingPart Of(MooreMachine machine)
    {
        var count = machine.States;
        var circle = count == 1 ? 0 : Math.Max(70, count * 2.6 * Radius / Math.PI);
        var middle = circle + Radius + Loop;
        (double X, double Y) Direction(int state) => count == 1 ? (0, -1) : (Math.Sin(2 * Math.PI * state / count), -Math.Cos(2 * Math.PI * state / count));
        (double X, double Y) Place(int state) => (middle + circle * Direction(state).X, middle + circle * Direction(state).Y);
        var nodes = Enumerable.Range(0, count).Select(state =>
        {
            var output = ThresholdDrawing.Bits(machine.Output(state), machine.OutputBits);
            var initial = state == machine.Initial;
            return new DrawnNode(
                Place(state).X, Place(state).Y, Radius, [$"{state}", output], $"state {state}, output {output}{(initial ? ", the initial one" : "")}", initial,
                0.5 * ThresholdDrawing.Share(machine.Output(state), machine.OutputBits));
        }).ToArray();
        var edges = new List<DrawnEdge>();
        for (var from = 0; from < count; from++)
        {
            var letters = Enumerable.Range(0, machine.Letters.Count).GroupBy(letter => machine.Next(from, letter));
            foreach (var same in letters)
            {
                var names = same.Select(letter => machine.Letters[letter].Name).ToArray();
                var label = names.Length <= MostLetters ? string.Join(", ", names)
                    : names.Length == machine.Letters.Count ? "any" : $"{string.Join(", ", names.Take(MostLetters - 1))}, … ({names.Length})";
                edges.Add(same.Key == from ? Around(Place(from), Direction(from), label) : Between(Place(from), Place(same.Key), label));
            }
        }
        return new(nodes, edges, 2 * middle, 2 * middle);
    }

    private static DrawnEdge Between((double X, double Y) from, (double X, double Y) to, string label)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        var (ux, uy) = (dx / length, dy / length);
        // To the right of the straight way, so that there and back stay apart.
        var bend = Math.Min(0.22 * length, 40);
        (double X, double Y) At(double along, double aside) => (from.X + along * ux - aside * uy, from.Y + along * uy + aside * ux);
        var slant = 0.35;
        return new([At(Radius * Math.Cos(slant), Radius * Math.Sin(slant)), At(0.33 * length, bend), At(0.67 * length, bend), At(length - Radius * Math.Cos(slant), Radius * Math.Sin(slant))], label, false, 0.5);
    }

    private static DrawnEdge Around((double X, double Y) state, (double X, double Y) outwards, string label)
    {
        (double X, double Y) At(double angle, double distance)
        {
            var (sin, cos) = Math.SinCos(angle);
            return (state.X + distance * (outwards.X * cos - outwards.Y * sin), state.Y + distance * (outwards.X * sin + outwards.Y * cos));
        }
        return new([At(-0.5, Radius), At(-0.6, Radius + Loop), At(0.6, Radius + Loop), At(0.5, Radius)], label, false, 0.5);
    }
}
