using System.Numerics;
using Assay.Core.Errors;
using Assay.Threshold.Explanations.Internals;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Proofs;

namespace Assay.Threshold.Explanations;

/// <summary>Why a network's parameters are what they are: what its units do, and which inequalities that forces.</summary>
/// <param name="Units">Its units, hidden ones first.</param>
/// <param name="FirstBias">What the bias of the first step is good for; null where the network has none.</param>
public sealed record NetworkExplanation(IReadOnlyList<UnitExplanation> Units, string? FirstBias)
{
    private const int MostStateBitsTried = 10;

    /// <summary>Explains a network that does what a machine specifies.</summary>
    /// <exception cref="InputException">It does not, or a unit has more than 64 numbers.</exception>
    public static NetworkExplanation Of(ThresholdNetwork network, MooreMachine machine, CancellationToken cancellation = default)
    {
        var proof = ThresholdProof.Prove(network, machine, cancellation);
        if (!proof.Proved) throw new InputException("The network does not do what the specification says; there is nothing to explain before it does. Prove it first.");
        var parameters = new NetworkParameters(network);
        var situations = UnitSituations.Of(parameters, machine);
        var units = new List<UnitExplanation>();
        for (var unit = 0; unit < parameters.Units; unit++)
        {
            cancellation.ThrowIfCancellationRequested();
            units.Add(Explain(unit, parameters, [.. situations.Where(one => one.Key.Unit == unit).Select(one => (one.Key.Active, one.Value))]));
        }
        return new(units, ExplainFirstBias(network, machine, cancellation));
    }

    private static UnitExplanation Explain(int unit, NetworkParameters parameters, (ulong Active, bool Fires)[] situations)
    {
        var network = parameters.Network;
        var (start, end) = (parameters.Of(unit).Start.Value, parameters.Of(unit).End.Value);
        var all = parameters.All.Skip(start).Take(end - start).ToArray();
        var below = unit < network.HiddenUnits ? network.InputBits : network.HiddenUnits;
        var live = 0UL;
        for (var bit = 0; bit < all.Length; bit++)
        {
            if (all[bit].IsBias || all[bit].Value != 0) live |= 1UL << bit;
        }
        var needs = UnitRegion.Of(all, live, 0, situations);
        var fixedMask = live & (below >= 64 ? ulong.MaxValue : (1UL << below) - 1);
        var given = UnitRegion.Of(all, live, fixedMask, situations);
        var name = unit < network.HiddenUnits ? $"hidden unit {unit + 1}" : $"state bit {unit - network.HiddenUnits + 1}";
        return new(
            name,
            UnitDuty.Of(network, unit, situations),
            needs.Necessary(),
            given.Necessary(),
            given.Intervals(),
            [.. Enumerable.Range(0, below).Where(bit => (fixedMask >> bit & 1) != 0).Select(bit => $"{all[bit].Name} = {all[bit].Value}")]);
    }

    private static string? ExplainFirstBias(ThresholdNetwork network, MooreMachine machine, CancellationToken cancellation)
    {
        if (network.FirstStateBias is not { } first) return null;
        var names = string.Join(", ", Enumerable.Range(1, first.Length).Select(j => $"c0[{j}]"));
        if (network.StateBits > MostStateBitsTried) return null;
        for (var state = 0UL; state < 1UL << network.StateBits; state++)
        {
            var without = new ThresholdNetwork
            {
                InputWeights = network.InputWeights,
                StateToHidden = network.StateToHidden,
                HiddenBias = network.HiddenBias,
                HiddenToState = network.HiddenToState,
                StateToState = network.StateToState,
                StateBias = network.StateBias,
                InitialState = state,
                OutputBits = network.OutputBits,
            };
            if (!ThresholdProof.Prove(without, machine, cancellation).Proved) continue;
            var bits = string.Concat(Enumerable.Range(0, network.StateBits).Select(j => state >> j & 1));
            var sums = Enumerable.Range(0, network.StateBits).Select(j =>
            {
                var sum = network.StateBias[j];
                for (var rest = state; rest != 0; rest &= rest - 1) sum += network.StateToState[j, BitOperations.TrailingZeroCount(rest)];
                return string.Join(" + ", [$"c[{j + 1}]", .. Enumerable.Range(0, network.StateBits).Where(i => (state >> i & 1) != 0).Select(i => $"R[{j + 1},{i + 1}]")]) + $" = {sum}";
            });
            return $"{names} {(first.Length == 1 ? "is" : "are")} redundant: a network without, starting from the state {bits}, is proved too; its first step sees {string.Join(", ", sums)} in place of {string.Join(", ", first)}.";
        }
        return $"{names} {(first.Length == 1 ? "is" : "are")} needed: from no initial state does the network without do the same.";
    }
}
