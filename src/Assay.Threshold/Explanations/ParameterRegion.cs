using System.Numerics;
using Assay.Core.Errors;
using Assay.Threshold.Explanations.Internals;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;

namespace Assay.Threshold.Explanations;

/// <summary>For which values of two parameters, all others being as they are, a network does what it is to do.</summary>
/// <param name="X">The parameter across.</param>
/// <param name="Y">The parameter upwards.</param>
/// <param name="XRange">Its range.</param>
/// <param name="YRange">Its range.</param>
/// <param name="IsRight">Whether the network is proved in the middle of each cell, [rows from below, columns].</param>
/// <param name="Lines">Where some unit's sum is on its threshold: a·x + b·y = c, with a and b 0 or 1.</param>
public sealed record ParameterRegion(
    NetworkParameter X, NetworkParameter Y, (Rational Low, Rational High) XRange, (Rational Low, Rational High) YRange, bool[,] IsRight, IReadOnlyList<(int A, int B, Rational C)> Lines)
{
    /// <summary>Computes a region: every cell is a proof of its own.</summary>
    /// <param name="network">A network that does what the machine specifies.</param>
    /// <param name="machine">The specification.</param>
    /// <param name="x">The name of the parameter across, such as R[1,1].</param>
    /// <param name="y">The name of the parameter upwards.</param>
    /// <param name="reach">How far the ranges go to both sides of the network's values.</param>
    /// <param name="cells">Cells on a side.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputException">There is no such parameter, the ranges make no sense, or numbers are too long.</exception>
    public static ParameterRegion Of(ThresholdNetwork network, MooreMachine machine, string x, string y, Rational reach, int cells = 200, CancellationToken cancellation = default)
    {
        if (cells is < 2 or > 2000) throw new InputException($"{cells} cells on a side make no sense; give 2 to 2000.");
        if (reach <= 0) throw new InputException("The reach of the region must be above zero.");
        var parameters = new NetworkParameters(network);
        var (atX, atY) = (parameters.Find(x), parameters.Find(y));
        if (atX == atY) throw new InputException($"A region needs two parameters; {x} was given twice.");
        var all = parameters.All;
        var (lowX, lowY, step) = (all[atX].Value - reach, all[atY].Value - reach, reach * 2 * new Rational(1, cells));

        var common = Rational.CommonDenominator(all.Select(parameter => parameter.Value).Append(step * Rational.Half).Append(lowX).Append(lowY));
        if (all.Aggregate((reach * 4).Times(common) + common, (sum, parameter) => sum + BigInteger.Abs(parameter.Value.Times(common))) > long.MaxValue) throw new InputException("The network's numbers have too many digits to draw a region.");
        var values = all.Select(parameter => (long)parameter.Value.Times(common)).ToArray();
        var starts = Enumerable.Range(0, parameters.Units).Select(unit => parameters.Of(unit).Start.Value).ToArray();
        var (threshold, half) = ((long)common, (long)(step * Rational.Half).Times(common));

        var live = new ulong[parameters.Units];
        Array.Fill(live, ulong.MaxValue);
        var walk = new SituationWalk(network, machine, live);
        SituationWalk.Firing fires = situation =>
        {
            var sum = 0L;
            for (var rest = situation.Active; rest != 0; rest &= rest - 1) sum += values[starts[situation.Unit] + BitOperations.TrailingZeroCount(rest)];
            return sum > threshold;
        };
        var right = new bool[cells, cells];
        for (var row = 0; row < cells; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            values[atY] = (long)lowY.Times(common) + half * (2 * row + 1);
            for (var column = 0; column < cells; column++)
            {
                values[atX] = (long)lowX.Times(common) + half * (2 * column + 1);
                right[row, column] = walk.IsRight(fires) == true;
            }
        }
        return new(all[atX], all[atY], (lowX, lowX + reach * 2), (lowY, lowY + reach * 2), right, LinesOf(parameters, machine, atX, atY));
    }

    private static List<(int A, int B, Rational C)> LinesOf(NetworkParameters parameters, MooreMachine machine, int atX, int atY)
    {
        var lines = new HashSet<(int, int, Rational)>();
        foreach (var situation in UnitSituations.Of(parameters, machine).Keys)
        {
            var start = parameters.Of(situation.Unit).Start.Value;
            var (a, b) = (0, 0);
            var rest = ThresholdNetwork.Threshold;
            for (var active = situation.Active; active != 0; active &= active - 1)
            {
                var at = start + BitOperations.TrailingZeroCount(active);
                if (at == atX) a = 1;
                else if (at == atY) b = 1;
                else rest -= parameters.All[at].Value;
            }
            if (a + b > 0) lines.Add((a, b, rest));
        }
        return [.. lines.Order()];
    }
}
