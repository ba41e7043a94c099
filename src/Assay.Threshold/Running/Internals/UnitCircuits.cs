using System.Numerics;
using Assay.Threshold.Networks.Internals;

namespace Assay.Threshold.Running.Internals;

/// <summary>All units of a network as Boolean functions of inputs and state.</summary>
internal static class UnitCircuits
{
    // A diagram of up to this many nodes is taken even where adding takes fewer operations: it mostly has fewer than were made.
    private const int SmallDiagram = 256;

    /// <summary>The values of the state bits after a step, and after the first step.</summary>
    public static (int[] Next, int[] First) Of(BooleanCircuit circuit, WholeUnits units)
    {
        var (m, n, k) = (units.Inputs, units.Hidden.Length, units.State.Length);
        var given = new int[m + k];
        for (var i = 0; i < m; i++) given[i] = BooleanCircuit.Input(i);
        for (var j = 0; j < k; j++) given[m + j] = circuit.State(j);
        var hidden = units.Hidden.Select(row => Unit(circuit, units.FitInt64, row, given, row[^1])).ToArray();
        var summands = hidden.Concat(given[m..]).ToArray(); // [n + k]
        return (units.State.Select(row => Unit(circuit, units.FitInt64, row, summands, row[n + k])).ToArray(),
            units.State.Select(row => Unit(circuit, units.FitInt64, row, summands, row[n + k + 1])).ToArray());
    }

    private static int Unit(BooleanCircuit circuit, bool fitInt64, BigInteger[] row, int[] values, BigInteger bound)
    {
        // Units that are the same function, or constants, count once.
        var sums = new Dictionary<int, BigInteger>();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == BooleanCircuit.Always) bound -= row[i];
            else if (values[i] != BooleanCircuit.Never && !row[i].IsZero) sums[values[i]] = sums.GetValueOrDefault(values[i]) + row[i];
        }
        var terms = sums.Where(term => !term.Value.IsZero).Select(term => (Weight: term.Value, Variable: term.Key)).OrderBy(term => term.Variable).ToArray();
        var mostNodes = Math.Max(SmallDiagram, BitSlicedSum.Operations(terms));
        var diagram = fitInt64
            ? ThresholdDiagram<Int128>.Of(circuit, [.. terms.Select(term => ((Int128)term.Weight, term.Variable))], (Int128)bound, mostNodes)
            : ThresholdDiagram<BigInteger>.Of(circuit, terms, bound, mostNodes);
        return diagram ?? BitSlicedSum.Of(circuit, terms, bound);
    }
}
