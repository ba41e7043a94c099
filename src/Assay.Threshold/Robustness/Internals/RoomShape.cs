using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Robustness.Internals;

/// <summary>The shape of the networks that are compared, and the units in which their numbers are written.</summary>
internal sealed record RoomShape
{
    public required int Hidden { get; init; }

    public required int State { get; init; }

    public required bool[,] InputWires { get; init; }

    public required bool[,] StateToHiddenWires { get; init; }

    public required bool[,] HiddenToStateWires { get; init; }

    public required bool[,] StateToStateWires { get; init; }

    /// <summary>Whether the wires are those of a network that was given.</summary>
    public required bool HasGivenWires { get; init; }

    /// <summary>Whether the room is that of the whole sum, a margin, and not that of each number.</summary>
    public required bool RoomOfSum { get; init; }

    /// <summary>The threshold 1 in units.</summary>
    public required long Scale { get; init; }

    /// <summary>Units between two values that a number can take.</summary>
    public required long Step { get; init; }

    /// <summary>Bound of the numbers, in steps.</summary>
    public required long Bound { get; init; }

    /// <summary>The most numbers that act in one sum.</summary>
    public int MostInSum => Math.Max(Hidden == 0 ? 0 : InputWires.GetLength(1) + State, Hidden + State) + 1;

    public static bool[,] Wires(Rational[,] weights, bool onlyThese)
    {
        var wires = new bool[weights.GetLength(0), weights.GetLength(1)];
        for (var i = 0; i < wires.GetLength(0); i++)
        {
            for (var j = 0; j < wires.GetLength(1); j++) wires[i, j] = !onlyThese || weights[i, j] != 0;
        }
        return wires;
    }

    /// <summary>The shape of a network.</summary>
    /// <param name="network">The network; without a direct term there is none in the shape.</param>
    /// <param name="options">What is compared.</param>
    public static RoomShape Of(ThresholdNetwork network, RobustnessOptions options)
    {
        var direct = network.StateToState.Cast<Rational>().Any(weight => weight != 0);
        var most = Math.Max(network.HiddenUnits == 0 ? 0 : network.InputBits + network.StateBits, network.HiddenUnits + network.StateBits) + 1;
        // Rooms on a grid are multiples of step / (numbers in a sum), so with a common multiple of those they are exact. Beyond 6 it only gets finer.
        var multiple = 60L;
        for (var i = 7; i <= Math.Min(most, 8); i++) multiple = Math.Max(multiple, 420 * (i - 6));
        var (scale, step) = (multiple, 1L);
        if (options.Step is { } grid) (scale, step) = ((long)grid.Denominator * multiple, (long)grid.Numerator * multiple);
        var bound = options.Bound * scale / step;
        return new()
        {
            Hidden = network.HiddenUnits,
            State = network.StateBits,
            InputWires = Wires(network.InputWeights, options.SameWires),
            StateToHiddenWires = Wires(network.StateToHidden, options.SameWires),
            HiddenToStateWires = Wires(network.HiddenToState, options.SameWires),
            StateToStateWires = direct ? Wires(network.StateToState, options.SameWires) : new bool[network.StateBits, network.StateBits],
            HasGivenWires = options.SameWires,
            RoomOfSum = options.Objective == RobustnessObjective.Margin,
            Scale = scale,
            Step = step,
            Bound = (long)(bound.Numerator / bound.Denominator),
        };
    }
}
