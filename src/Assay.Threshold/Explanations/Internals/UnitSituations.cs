using System.Numerics;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;

namespace Assay.Threshold.Explanations.Internals;

/// <summary>Every situation that a unit of a network meets, and what it does in it.</summary>
internal static class UnitSituations
{
    public static IReadOnlyDictionary<UnitSituation, bool> Of(NetworkParameters parameters, MooreMachine machine)
    {
        var met = new Dictionary<UnitSituation, bool>();
        var all = new ulong[parameters.Units];
        Array.Fill(all, ulong.MaxValue);
        new SituationWalk(parameters.Network, machine, all).IsRight(situation =>
        {
            if (met.TryGetValue(situation, out var fires)) return fires;
            Rational sum = 0;
            var start = parameters.Of(situation.Unit).Start.Value;
            for (var rest = situation.Active; rest != 0; rest &= rest - 1) sum += parameters.All[start + BitOperations.TrailingZeroCount(rest)].Value;
            return met[situation] = sum > ThresholdNetwork.Threshold;
        });
        return met;
    }
}
