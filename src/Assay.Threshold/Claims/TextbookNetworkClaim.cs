using Assay.Core.Claims;
using Assay.Threshold.Explanations;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Proofs;
using Assay.Threshold.Robustness;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tolerances;

namespace Assay.Threshold.Claims;

/// <summary>The textbook's network for two streams that have matched so far: whether it is right, how narrowly, and what else would be.</summary>
internal static class TextbookNetworkClaim
{
    private const int LongestTried = 8;

    public static Claim Claim { get; } = new(
        "equal-so-far", ThresholdClaims.System,
        "With g(z) = 1 iff z > 1, W = [[-1,-1],[1,1]], b = (3/2,-1/2), v = (1,1), C0 = 1/2, C = -1/2, r = 1 says at every t whether all pairs have matched so far.", ThresholdClaims.Page,
        (settings, _, cancellation) =>
        {
            var machine = BuiltInMachines.Create("equal-so-far");
            var network = ThresholdNetwork.EqualSoFarOfTheTextbook;
            var proof = ThresholdProof.Prove(network, machine, cancellation);
            if (proof.Certificate is not { } certificate)
                return new(ClaimVerdict.False, $"It is wrong after {string.Join(' ', proof.CounterExample!.Select(letter => machine.Letters[letter].Name))}.", [new("length of a shortest counter-example", proof.CounterExample!.Count, "steps")]);
            if (CertificateChecker.Fault(certificate, network, machine) is { } fault) return new(ClaimVerdict.False, $"The proof's certificate was rejected: {fault}.", []);
            var tolerance = ToleranceAnalysis.Of(network, machine, new(), cancellation);
            var region = NetworkExplanation.Of(network, machine, cancellation).Units[^1];
            var options = new RobustnessOptions { SameWires = true, TimeLimit = TimeSpan.FromSeconds(20), Threads = settings.Threads };
            var halves = RobustSynthesis.Widen(network, machine, options with { Step = Rational.Half }, cancellation: cancellation);
            var fractions = RobustSynthesis.Widen(network, machine, options, cancellation: cancellation);
            var margin = RobustSynthesis.Widen(network, machine, options with { Objective = RobustnessObjective.Margin }, cancellation: cancellation);
            var fewest = ThresholdSynthesis.Solve(machine, new() { TimeLimit = TimeSpan.FromSeconds(20), Threads = settings.Threads }, cancellation: cancellation);
            return new(
                ClaimVerdict.Holds,
                $"For every length: network and machine reach finitely many pairs of states, each letter keeps them, and the outputs agree in all, so induction does the rest. With v as it is, the state bit's numbers must satisfy {string.Join("; ", region.Given)}, so {string.Join("; ", region.Intervals)}. "
                + $"No sum that is reached is on the threshold, where a unit would be off. The largest margin with numbers up to 3/2 has {Words(margin.Network)}.",
                [
                    new("pairs of network state and machine state, all with equal outputs", proof.PairsChecked),
                    new($"sequences of up to {LongestTried} pairs, run one by one, with a wrong output", Wrong(network)),
                    new("least distance of a sum from the threshold", Value(tolerance.Margin)),
                    new("largest margin with numbers up to 3/2", Value(margin.Room)),
                    new("change of every number that it bears (1/6)", Value(tolerance.Tolerance ?? 0)),
                    new("the most that halves up to 3/2 bear", Value(halves.Room)),
                    new("the most that fractions up to 3/2 bear", Value(fractions.Room)),
                    new("fewest hidden units of any network", fewest.Network.HiddenUnits),
                ]);
        });

    /// <summary>The definition itself, step by step, without the machine.</summary>
    private static int Wrong(ThresholdNetwork network)
    {
        var wrong = 0;
        for (var length = 1; length <= LongestTried; length++)
        {
            for (var sequence = 0; sequence < 1 << 2 * length; sequence++)
            {
                var pairs = Enumerable.Range(0, length).Select(t => (ulong)(sequence >> 2 * t & 3)).ToArray();
                if (network.Run(pairs).Last() == 1 != pairs.All(pair => pair is 0 or 3)) wrong++;
            }
        }
        return wrong;
    }

    private static string Words(ThresholdNetwork network) => string.Join(", ", new NetworkParameters(network).All.Where(parameter => parameter.Value != 0).Select(parameter => $"{parameter.Name} = {parameter.Value}"));

    private static double Value(Rational value) => (double)value.Numerator / (double)value.Denominator;
}
