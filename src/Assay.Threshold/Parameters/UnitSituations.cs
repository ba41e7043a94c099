using System.Numerics;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Parameters;

/// <summary>Every situation that a unit of a network meets, and what it does in it.</summary>
internal static class UnitSituations
{
    /// <param name="parameters">The network.</param>
    /// <param name="machine">What it does, for what is reached.</param>
    /// <param name="live">Of each unit the numbers that matter; situations that differ in others are one. Null: all matter.</param>
    public static IReadOnlyDictionary<UnitSituation, bool> Of(NetworkParameters parameters, MooreMachine machine, ulong[]? live = null)
    {
        var met = new Dictionary<UnitSituation, bool>();
        if (live is null) Array.Fill(live = new ulong[parameters.Units], ulong.MaxValue);
        new SituationWalk(parameters.Network, machine, live).IsRight(situation =>
        {
            if (met.TryGetValue(situation, out var fires)) return fires;
            return met[situation] = Sum(parameters, situation) > ThresholdNetwork.Threshold;
        });
        return met;
    }

    /// <summary>The unit's sum in a situation.</summary>
    public static Rational Sum(NetworkParameters parameters, UnitSituation situation)
    {
        Rational sum = 0;
        var start = parameters.Of(situation.Unit).Start.Value;
        for (var rest = situation.Active; rest != 0; rest &= rest - 1) sum += parameters.All[start + BitOperations.TrailingZeroCount(rest)].Value;
        return sum;
    }
}
