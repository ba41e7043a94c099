using System.Diagnostics;
using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Proofs;
using Assay.Threshold.Tolerances.Internals;

namespace Assay.Threshold.Tolerances;

/// <summary>
/// The exact robustness of a network: the largest ε such that changing every number by less than ε, all at once and in any way, leaves the behaviour on
/// every sequence of every length as it is.
/// </summary>
public static class ToleranceAnalysis
{
    /// <summary>
    /// Best first over what units may do in the situations that are reached. A choice costs the least perturbation with which a unit makes it and its
    /// earlier ones, a linear program in fractions; units share no numbers, so a combination costs the most of its units. The first combination
    /// with a wrong output is the cheapest, and its cost is ε. Hidden units that change without consequence are seen through.
    /// </summary>
    /// <exception cref="InputException">The network does not do what the machine specifies, or a unit has more than 64 numbers.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ToleranceResult Of(ThresholdNetwork network, MooreMachine machine, ToleranceOptions options, CancellationToken cancellation = default)
    {
        if (options.TimeLimit <= TimeSpan.Zero) throw new InputException("The time limit must be above zero.");
        if (options is { Relative: true, PerturbZeros: true }) throw new InputException("A share of zero is zero: perturb zeros by an absolute size, or leave them.");
        var proof = ThresholdProof.Prove(network, machine, cancellation);
        if (proof.CounterExample is { } wrong) throw new InputException($"The network is wrong without any perturbation, after {Words(machine, wrong)}; prove it first.");
        var parameters = new NetworkParameters(network);
        var units = new PerturbedUnits(parameters, options);
        var walk = new SituationWalk(network, machine, units.Live);

        Rational? margin = null, activation = null;
        walk.IsRight(situation =>
        {
            var distance = (units.Sum(situation) - ThresholdNetwork.Threshold).Magnitude;
            if (margin is null || distance < margin) margin = distance;
            if (units.FlipCost(situation) is { } cost && (activation is null || cost < activation)) activation = cost;
            return units.Fires(situation);
        });

        var clock = Stopwatch.StartNew();
        var queue = new PriorityQueue<Choice, Rational>();
        queue.Enqueue(new(null, default, false, 0, true), 0);
        var looked = 0;
        while (queue.TryDequeue(out var choice, out var cost))
        {
            cancellation.ThrowIfCancellationRequested();
            if (clock.Elapsed > options.TimeLimit) return new(cost, false, null, margin ?? 0, activation, looked);
            if (!choice.IsExact)
            {
                if (units.Cost(choice.Situation.Unit, [.. choice.Of(choice.Situation.Unit)]) is not { } exact) continue;
                choice = choice with { Cost = Larger(exact, choice.Cost), IsExact = true };
                if (queue.TryPeek(out _, out var next) && next < choice.Cost)
                {
                    queue.Enqueue(choice, choice.Cost);
                    continue;
                }
            }
            looked++;
            if (Follow(choice, walk, units, queue) is { } broken) return new(broken.Cost, true, Witness(broken, parameters, units, machine, options), margin ?? 0, activation, looked);
        }
        return new(null, true, null, margin ?? 0, activation, looked);
    }

    /// <summary>Goes on from a choice with units as they are, putting aside each flip on the way. Gives back the choices with which an output is wrong.</summary>
    private static Choice? Follow(Choice choice, SituationWalk walk, PerturbedUnits units, PriorityQueue<Choice, Rational> queue)
    {
        var known = choice.All().ToDictionary(one => one.Situation, one => one.Fires);
        var flipped = choice.All().Where(one => one.Fires != units.Fires(one.Situation)).Select(one => one.Situation.Unit).ToHashSet();
        while (true)
        {
            UnitSituation open = default;
            var right = walk.IsRight(situation =>
            {
                if (known.TryGetValue(situation, out var fires)) return fires;
                open = situation;
                return null;
            });
            if (right is not null) return right.Value ? null : choice;
            var usual = units.Fires(open);
            if (units.FlipCost(open) is { } flip)
            {
                var cost = Larger(flip, choice.Cost);
                queue.Enqueue(new(choice, open, !usual, cost, false), cost);
            }
            var staying = new Choice(choice, open, usual, choice.Cost, true);
            if (flipped.Contains(open.Unit))
            {
                if (units.Cost(open.Unit, [.. staying.Of(open.Unit)]) is not { } cost) return null;
                if (cost > choice.Cost)
                {
                    queue.Enqueue(staying with { Cost = cost }, cost);
                    return null;
                }
            }
            known[open] = usual;
            choice = staying;
        }
    }

    private static Perturbation Witness(Choice broken, NetworkParameters parameters, PerturbedUnits units, MooreMachine machine, ToleranceOptions options)
    {
        var size = broken.Cost == 0 ? new Rational(1, 1024) : broken.Cost * new Rational(1025, 1024);
        var values = parameters.All.Select(parameter => parameter.Value).ToArray();
        var changes = new List<(NetworkParameter, Rational)>();
        foreach (var unit in broken.All().Where(choice => choice.Fires != units.Fires(choice.Situation)).Select(choice => choice.Situation.Unit).Distinct().Order())
        {
            foreach (var (place, change) in units.Changes(unit, [.. broken.Of(unit)], size))
            {
                values[place] += change;
                changes.Add((parameters.All[place], change));
            }
        }
        var largest = changes.Max(change => options.Relative ? (change.Item2 / change.Item1.Value).Magnitude : change.Item2.Magnitude);
        var network = parameters.With(values);
        var refuted = ThresholdProof.Prove(network, machine).CounterExample ?? throw new InvalidOperationException("The witness of a tolerance is right.");
        return new(network, largest, changes, refuted);
    }

    private static Rational Larger(Rational left, Rational right) => left > right ? left : right;

    private static string Words(MooreMachine machine, IEnumerable<int> letters) => string.Join(' ', letters.Select(letter => machine.Letters[letter].Name));
}
