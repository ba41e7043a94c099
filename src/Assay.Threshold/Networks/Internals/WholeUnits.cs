using System.Numerics;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Networks.Internals;

/// <summary>A network's parameters as whole numbers: each unit's row times the least common denominator of the row.</summary>
internal sealed class WholeUnits
{
    /// <summary>Of each hidden unit: m input weights, k state weights, and last what the weighted sum must exceed.</summary>
    public required BigInteger[][] Hidden { get; init; }

    /// <summary>Of each state bit: n hidden weights, k state weights, what the sum must exceed, and last the same for the first step.</summary>
    public required BigInteger[][] State { get; init; }

    public required int Inputs { get; init; }

    /// <summary>Whether no sum leaves 64 bits.</summary>
    public bool FitInt64 { get; private init; }

    public static WholeUnits Of(ThresholdNetwork network)
    {
        var (m, n, k) = (network.InputBits, network.HiddenUnits, network.StateBits);
        var hidden = Enumerable.Range(0, n).Select(u => Whole(
        [
            .. Enumerable.Range(0, m).Select(i => network.InputWeights[u, i]),
            .. Enumerable.Range(0, k).Select(j => network.StateToHidden[u, j]),
            ThresholdNetwork.Threshold - network.HiddenBias[u],
        ])).ToArray();
        var state = Enumerable.Range(0, k).Select(j => Whole(
        [
            .. Enumerable.Range(0, n).Select(u => network.HiddenToState[j, u]),
            .. Enumerable.Range(0, k).Select(i => network.StateToState[j, i]),
            ThresholdNetwork.Threshold - network.StateBias[j],
            ThresholdNetwork.Threshold - (network.FirstStateBias ?? network.StateBias)[j],
        ])).ToArray();
        var fit = hidden.Concat(state).All(row => row.Aggregate(BigInteger.Zero, (sum, value) => sum + BigInteger.Abs(value)) <= long.MaxValue);
        return new() { Hidden = hidden, State = state, Inputs = m, FitInt64 = fit };
    }

    private static BigInteger[] Whole(Rational[] row)
    {
        var common = Rational.CommonDenominator(row);
        return row.Select(value => value.Times(common)).ToArray();
    }
}
