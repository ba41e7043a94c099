using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Numbers.Internals;
using Assay.Threshold.Parameters;

namespace Assay.Threshold.Robustness.Internals;

/// <summary>
/// The most room that fractions allow while every unit does what it does. Units share no numbers, so each is a linear program of its own:
/// its numbers and ε, an inequality for each situation.
/// </summary>
internal static class RoomPolish
{
    /// <summary>The network with the most room, and that room: the least of its units'.</summary>
    public static (ThresholdNetwork Network, Rational Room) Of(ThresholdNetwork network, MooreMachine machine, bool roomOfSum, Rational bound)
    {
        var parameters = new NetworkParameters(network);
        var all = parameters.All;
        var live = new ulong[parameters.Units];
        for (var unit = 0; unit < live.Length; unit++)
        {
            var (start, end) = (parameters.Of(unit).Start.Value, parameters.Of(unit).End.Value);
            for (var at = start; at < end; at++)
            {
                if (all[at].IsBias || all[at].Value != 0) live[unit] |= 1UL << at - start;
            }
        }
        var situations = UnitSituations.Of(parameters, machine, live);
        var values = all.Select(parameter => parameter.Value).ToArray();
        Rational? least = null;
        for (var unit = 0; unit < live.Length; unit++)
        {
            var start = parameters.Of(unit).Start.Value;
            int[] moving = [.. Enumerable.Range(0, parameters.Of(unit).End.Value - start).Where(bit => (live[unit] >> bit & 1) != 0)];
            var room = moving.Length;
            var constraints = new List<LinearConstraint>();
            foreach (var (situation, fires) in situations.Where(one => one.Key.Unit == unit))
            {
                var row = new Rational[room + 1];
                Rational sign = fires ? -1 : 1;
                for (var i = 0; i < room; i++)
                {
                    if ((situation.Active >> moving[i] & 1) == 0) continue;
                    row[i] = sign;
                    row[room] += 1;
                }
                if (roomOfSum) row[room] = 1;
                constraints.Add(new(row, sign * ThresholdNetwork.Threshold));
            }
            for (var i = 0; i < room; i++)
            {
                for (var sign = -1; sign <= 1; sign += 2)
                {
                    var row = new Rational[room + 1];
                    row[i] = sign;
                    constraints.Add(new(row, bound));
                }
            }
            var most = new Rational[room + 1];
            most[room] = 1;
            // A unit that is never asked has all the room there is.
            constraints.Add(new(most, bound));
            var best = LinearProgram.Maximise(most, constraints);
            for (var i = 0; i < room; i++) values[start + moving[i]] = best.Point![i];
            if (least is null || best.Value < least) least = best.Value;
        }
        return (parameters.With(values), least!.Value);
    }
}
