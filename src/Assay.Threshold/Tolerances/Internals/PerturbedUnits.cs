using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Numbers.Internals;
using Assay.Threshold.Parameters;

namespace Assay.Threshold.Tolerances.Internals;

/// <summary>The least perturbation that makes a unit do given things in given situations, by linear programs in fractions.</summary>
internal sealed class PerturbedUnits
{
    private readonly NetworkParameters _parameters;
    private readonly Rational[] _sizes; // how far a number moves for ε = 1; 0: not at all
    private readonly Dictionary<UnitSituation, Rational> _sums = [];

    public PerturbedUnits(NetworkParameters parameters, ToleranceOptions options)
    {
        _parameters = parameters;
        _sizes = [.. parameters.All.Select(parameter =>
            options.Relative ? parameter.Value.Magnitude
            : parameter.IsBias || options.PerturbZeros || parameter.Value != 0 ? (Rational)1 : 0)];
        Live = new ulong[parameters.Units];
        for (var unit = 0; unit < Live.Length; unit++)
        {
            foreach (var (bit, at) in Places(unit))
            {
                if (_sizes[at] != 0 || parameters.All[at].Value != 0) Live[unit] |= 1UL << bit;
            }
        }
    }

    /// <summary>Of each unit the numbers that matter, as a mask.</summary>
    public ulong[] Live { get; }

    /// <summary>The unit's sum in a situation, unperturbed.</summary>
    public Rational Sum(UnitSituation situation)
    {
        if (_sums.TryGetValue(situation, out var sum)) return sum;
        return _sums[situation] = UnitSituations.Sum(_parameters, situation);
    }

    /// <summary>What the unit does, unperturbed.</summary>
    public bool Fires(UnitSituation situation) => Sum(situation) > ThresholdNetwork.Threshold;

    /// <summary>The perturbation at which the unit changes what it does in one situation; null: none does.</summary>
    public Rational? FlipCost(UnitSituation situation)
    {
        Rational reach = 0;
        foreach (var (bit, at) in Places(situation.Unit))
        {
            if ((situation.Active >> bit & 1) != 0) reach += _sizes[at];
        }
        return reach == 0 ? null : (Sum(situation) - ThresholdNetwork.Threshold).Magnitude / reach;
    }

    /// <summary>The infimum of the perturbations with which the unit makes all its choices; null: there is none.</summary>
    public Rational? Cost(int unit, IReadOnlyList<Choice> choices)
    {
        // Closing the strict inequalities does not move the infimum if any point satisfies them strictly.
        if (Strictest(unit, choices, null) is not { } point || point[^1] <= 0) return null;
        var moving = Moving(unit);
        var objective = new Rational[moving.Length + 1]; // δ, then ε
        objective[^1] = -1;
        var constraints = new List<LinearConstraint>();
        foreach (var choice in choices) constraints.Add(Sign(choice, moving, 1, strictness: null));
        foreach (var box in Box(moving, moving.Length + 1)) constraints.Add(box);
        return LinearProgram.Maximise(objective, constraints) is { Value: { } value } ? -value : null;
    }

    /// <summary>Changes of the unit's numbers, none above a size, that make all choices with as much room as can be, by place.</summary>
    public IEnumerable<(int Place, Rational Change)> Changes(int unit, IReadOnlyList<Choice> choices, Rational size)
    {
        var moving = Moving(unit);
        var point = Strictest(unit, choices, size);
        if (point is null || point[^1] <= 0) throw new InvalidOperationException("A perturbation above the tolerance does not exist.");
        for (var i = 0; i < moving.Length; i++)
        {
            if (point[i] != 0) yield return (moving[i].Place, point[i]);
        }
    }

    // Variables: δ, ε, t. Maximises t ≤ 1, the room of every strict inequality.
    private Rational[]? Strictest(int unit, IReadOnlyList<Choice> choices, Rational? size)
    {
        var moving = Moving(unit);
        var objective = new Rational[moving.Length + 2];
        objective[^1] = 1;
        var constraints = choices.Select(choice => Sign(choice, moving, 2, strictness: moving.Length + 1)).ToList();
        constraints.AddRange(Box(moving, moving.Length + 2));
        constraints.Add(Single(moving.Length + 2, moving.Length + 1, 1, 1));
        if (size is { } limit) constraints.Add(Single(moving.Length + 2, moving.Length, 1, limit));
        return LinearProgram.Maximise(objective, constraints).Point;
    }

    // on: sum + Σδ ≥ 1 + t; off: sum + Σδ ≤ 1, where nothing is strict.
    private LinearConstraint Sign(Choice choice, (int Bit, int Place)[] moving, int further, int? strictness)
    {
        var row = new Rational[moving.Length + further];
        Rational sign = choice.Fires ? -1 : 1;
        for (var i = 0; i < moving.Length; i++)
        {
            if ((choice.Situation.Active >> moving[i].Bit & 1) != 0) row[i] = sign;
        }
        if (strictness is { } at && choice.Fires) row[at] = 1;
        return new(row, sign * (ThresholdNetwork.Threshold - Sum(choice.Situation)));
    }

    private IEnumerable<LinearConstraint> Box((int Bit, int Place)[] moving, int width)
    {
        for (var i = 0; i < moving.Length; i++)
        {
            for (var sign = -1; sign <= 1; sign += 2)
            {
                var row = new Rational[width];
                row[i] = sign;
                row[moving.Length] = -_sizes[moving[i].Place];
                yield return new(row, 0);
            }
        }
        yield return Single(width, moving.Length, -1, 0); // ε ≥ 0, also where nothing moves
    }

    private static LinearConstraint Single(int width, int at, Rational coefficient, Rational bound)
    {
        var row = new Rational[width];
        row[at] = coefficient;
        return new(row, bound);
    }

    private (int Bit, int Place)[] Moving(int unit) => [.. Places(unit).Where(place => _sizes[place.Place] != 0)];

    private IEnumerable<(int Bit, int Place)> Places(int unit)
    {
        var (start, end) = (_parameters.Of(unit).Start.Value, _parameters.Of(unit).End.Value);
        for (var at = start; at < end; at++) yield return (at - start, at);
    }
}
