using Assay.Threshold.Networks;

namespace Assay.Threshold.Explanations.Internals;

/// <summary>When a unit is on, in words: as the inputs or hidden units, and the state, for which it is.</summary>
internal static class UnitDuty
{
    private const int MostCases = 8;

    public static string Of(ThresholdNetwork network, int unit, (ulong Active, bool Fires)[] situations)
    {
        var hidden = unit < network.HiddenUnits;
        var below = hidden ? network.InputBits : network.HiddenUnits;
        var cases = situations.Select(one => (Below: Mask(one.Active, 0, below), State: Mask(one.Active, below, network.StateBits), First: !hidden && network.FirstStateBias is not null && (one.Active >> below + network.StateBits + 1 & 1) != 0, one.Fires)).Distinct().ToArray();
        var on = cases.Where(one => one.Fires).ToArray();
        if (on.Length == 0) return "never on";
        if (on.Length == cases.Length) return "always on";
        // If the state makes no difference, it is not named.
        var byState = cases.GroupBy(one => one.Below).All(same => same.Select(one => one.Fires).Distinct().Count() == 1);
        var what = hidden ? "input" : "hidden";
        string[] words = byState
            ? [.. on.Select(one => $"{what} {Bits(one.Below, below)}").Distinct()]
            : [.. on.Select(one => $"{(below == 0 ? "" : $"{what} {Bits(one.Below, below)} and ")}state {Bits(one.State, network.StateBits)}{(one.First ? " in the first step" : "")}").Distinct()];
        return words.Length <= MostCases ? $"on at {string.Join("; ", words)}" : $"on at {string.Join("; ", words.Take(MostCases))}; and {words.Length - MostCases} more of {cases.Length} cases";
    }

    private static ulong Mask(ulong value, int from, int count) => count == 0 ? 0 : value >> from & (count >= 64 ? ulong.MaxValue : (1UL << count) - 1);

    private static string Bits(ulong value, int count) => string.Concat(Enumerable.Range(0, count).Select(i => value >> i & 1));
}
