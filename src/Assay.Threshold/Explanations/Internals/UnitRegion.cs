using System.Numerics;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Numbers.Internals;
using Assay.Threshold.Parameters;

namespace Assay.Threshold.Explanations.Internals;

/// <summary>
/// The values of a unit's parameters with which it does what it does: sums of some of them above or not above a number. Answers by linear programs in
/// fractions, where t ≤ 1 is the room of the strict inequalities.
/// </summary>
internal sealed class UnitRegion
{
    private readonly NetworkParameter[] _free;
    private readonly List<Bound> _bounds;

    private UnitRegion(NetworkParameter[] free, List<Bound> bounds) => (_free, _bounds) = (free, bounds);

    private sealed record Bound(ulong Sum, bool IsAbove, Rational Value);

    /// <summary>The region of a unit.</summary>
    /// <param name="all">The unit's parameters.</param>
    /// <param name="live">Those that there are; the others are zero.</param>
    /// <param name="given">Those that keep their values.</param>
    /// <param name="situations">Which parameters act, and whether the unit is on.</param>
    public static UnitRegion Of(NetworkParameter[] all, ulong live, ulong given, (ulong Active, bool Fires)[] situations)
    {
        int[] free = [.. Enumerable.Range(0, all.Length).Where(bit => ((live & ~given) >> bit & 1) != 0)];
        var tightest = new Dictionary<(ulong, bool), Rational>();
        foreach (var (active, fires) in situations)
        {
            Rational value = ThresholdNetwork.Threshold;
            var sum = 0UL;
            for (var rest = active & live; rest != 0; rest &= rest - 1)
            {
                var bit = BitOperations.TrailingZeroCount(rest);
                if ((given >> bit & 1) != 0) value -= all[bit].Value;
                else sum |= 1UL << Array.IndexOf(free, bit);
            }
            if (!tightest.TryGetValue((sum, fires), out var other) || (fires ? value > other : value < other)) tightest[(sum, fires)] = value;
        }
        return new([.. free.Select(bit => all[bit])], [.. tightest.Select(one => new Bound(one.Key.Item1, one.Key.Item2, one.Value)).OrderBy(bound => BitOperations.PopCount(bound.Sum)).ThenBy(bound => bound.Sum)]);
    }

    /// <summary>The inequalities that none of the others force.</summary>
    public IReadOnlyList<Inequality> Necessary()
    {
        var kept = _bounds.Where(bound => bound.Sum != 0).ToList();
        // The long sums are let go first, so that what is left reads well.
        foreach (var bound in kept.AsEnumerable().Reverse().ToArray())
        {
            var others = kept.Where(other => other != bound).ToList();
            if (!CanBe(others, bound with { IsAbove = !bound.IsAbove })) kept = others;
        }
        return
        [
            .. kept.GroupBy(bound => bound.Sum).Select(same => new Inequality(
                [.. Names(same.Key)],
                same.FirstOrDefault(bound => bound.IsAbove)?.Value,
                same.FirstOrDefault(bound => !bound.IsAbove)?.Value)),
        ];
    }

    /// <summary>The values that each parameter can have.</summary>
    public IReadOnlyList<ParameterInterval> Intervals() =>
        [.. Enumerable.Range(0, _free.Length).Select(Interval).Where(interval => interval.Low is not null || interval.High is not null)];

    private ParameterInterval Interval(int at)
    {
        var (low, high) = (Extreme(at, -1), Extreme(at, 1));
        return new(_free[at].Name, low, high, low is { } least && IsReached(at, least), high is { } most && IsReached(at, most));
    }

    private Rational? Extreme(int at, int sign)
    {
        var objective = new Rational[_free.Length + 1];
        objective[at] = sign;
        return LinearProgram.Maximise(objective, [.. _bounds.Select(bound => Row(bound, strict: false))]).Value is { } value ? value * sign : null;
    }

    private bool IsReached(int at, Rational value)
    {
        var constraints = _bounds.Select(bound => Row(bound, strict: true)).ToList();
        for (var sign = -1; sign <= 1; sign += 2)
        {
            var row = new Rational[_free.Length + 1];
            row[at] = sign;
            constraints.Add(new(row, sign * value));
        }
        return HasRoom(constraints);
    }

    private bool CanBe(List<Bound> bounds, Bound further) => HasRoom([.. bounds.Append(further).Select(bound => Row(bound, strict: true))]);

    private bool HasRoom(List<LinearConstraint> constraints)
    {
        var room = new Rational[_free.Length + 1];
        room[^1] = 1;
        constraints.Add(new(room, 1));
        return LinearProgram.Maximise(room, constraints).Value is { } value && value > 0;
    }

    private LinearConstraint Row(Bound bound, bool strict)
    {
        var row = new Rational[_free.Length + 1];
        Rational sign = bound.IsAbove ? -1 : 1;
        for (var rest = bound.Sum; rest != 0; rest &= rest - 1) row[BitOperations.TrailingZeroCount(rest)] = sign;
        if (strict && bound.IsAbove) row[^1] = 1;
        return new(row, sign * bound.Value);
    }

    private IEnumerable<string> Names(ulong sum)
    {
        for (var rest = sum; rest != 0; rest &= rest - 1) yield return _free[BitOperations.TrailingZeroCount(rest)].Name;
    }
}
