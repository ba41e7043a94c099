using System.Numerics;

namespace Assay.Threshold.Numbers.Internals;

/// <summary>
/// Linear programs in exact fractions, for the few variables of a unit: the simplex method on a condensed tableau of whole numbers over one
/// denominator (Edmonds 1967), with Bland's rule, so that it always ends. Floating-point solvers cannot tell a tie at a threshold from a miss.
/// </summary>
internal sealed class LinearProgram
{
    // Row i: basic variable + Σ entries · nonbasic variables = last column, all over the denominator. Row 0 is the objective.
    private readonly BigInteger[][] _rows;
    private readonly int[] _basic; // the variable of each row
    private readonly int[] _nonbasic; // the variable of each column
    private BigInteger _denominator = BigInteger.One;

    private LinearProgram(BigInteger[][] rows, int[] basic, int[] nonbasic) => (_rows, _basic, _nonbasic) = (rows, basic, nonbasic);

    private int Columns => _nonbasic.Length;

    /// <summary>The largest value of objective · x over all x of any sign within the constraints.</summary>
    public static LinearOptimum Maximise(Rational[] objective, IReadOnlyList<LinearConstraint> constraints)
    {
        // x_j = u_j − w with u, w ≥ 0; the last column before the bounds is the artificial variable of the first phase.
        var n = objective.Length;
        var (common, artificial) = (n, n + 1);
        var rows = new BigInteger[constraints.Count + 1][];
        for (var i = 0; i < constraints.Count; i++)
        {
            var (coefficients, bound) = constraints[i];
            var row = Whole([.. coefficients, -Sum(coefficients), 0, bound], out _);
            row[artificial] = BigInteger.MinusOne;
            rows[i + 1] = row;
        }
        rows[0] = Whole([.. objective.Select(value => -value), Sum(objective), 0, 0], out var scale);
        var program = new LinearProgram(rows, [-1, .. Enumerable.Range(artificial + 1, constraints.Count)], [.. Enumerable.Range(0, n + 2)]);
        if (!program.FindFeasible(artificial)) return new(false, null, null);
        if (!program.Improve(artificial)) return new(true, null, null);
        var values = new Rational[n + 1];
        for (var i = 1; i < rows.Length; i++)
        {
            if (program._basic[i] <= common) values[program._basic[i]] = new(rows[i][^1], program._denominator);
        }
        return new(true, new Rational(rows[0][^1], program._denominator * scale), [.. Enumerable.Range(0, n).Select(j => values[j] - values[common])]);
    }

    // First phase: with the artificial variable at the worst violation every row is satisfied; then it is driven to zero.
    private bool FindFeasible(int artificial)
    {
        var worst = 0;
        for (var i = 1; i < _rows.Length; i++)
        {
            if (_rows[i][^1].Sign < 0 && (worst == 0 || _rows[i][^1] < _rows[worst][^1])) worst = i;
        }
        if (worst == 0) return true;
        var objective = _rows[0];
        _rows[0] = new BigInteger[Columns + 1];
        _rows[0][artificial] = BigInteger.One; // maximise its negative
        var kept = objective.ToArray();
        Pivot(worst, artificial, kept);
        while (Entering(-1) is var column and >= 0)
        {
            var row = Leaving(column);
            Pivot(row, column, kept);
        }
        var feasible = _rows[0][^1].IsZero;
        if (feasible && Array.IndexOf(_basic, artificial) is var basic and > 0)
        {
            // At zero but still in the basis: any column of its row takes its place.
            var column = Array.FindIndex(_rows[basic], 0, Columns, value => !value.IsZero);
            if (column >= 0) Pivot(basic, column, kept);
        }
        _rows[0] = kept;
        return feasible;
    }

    /// <summary>Second phase. False where the objective grows without end.</summary>
    private bool Improve(int artificial)
    {
        while (Entering(artificial) is var column and >= 0)
        {
            var row = Leaving(column);
            if (row < 0) return false;
            Pivot(row, column, null);
        }
        return true;
    }

    private int Entering(int barred)
    {
        var best = -1;
        for (var j = 0; j < Columns; j++)
        {
            if (_rows[0][j].Sign < 0 && _nonbasic[j] != barred && (best < 0 || _nonbasic[j] < _nonbasic[best])) best = j;
        }
        return best;
    }

    private int Leaving(int column)
    {
        var best = -1;
        for (var i = 1; i < _rows.Length; i++)
        {
            if (_rows[i][column].Sign <= 0) continue;
            if (best < 0)
            {
                best = i;
                continue;
            }
            var order = (_rows[i][^1] * _rows[best][column]).CompareTo(_rows[best][^1] * _rows[i][column]);
            if (order < 0 || (order == 0 && _basic[i] < _basic[best])) best = i;
        }
        return best;
    }

    // Entries stay whole: each is a minor of the first tableau, so the division by the old denominator leaves no rest.
    private void Pivot(int row, int column, BigInteger[]? further)
    {
        var pivot = _rows[row][column];
        var sign = pivot.Sign;
        foreach (var other in further is null ? _rows : _rows.Append(further))
        {
            if (ReferenceEquals(other, _rows[row])) continue;
            var factor = other[column];
            for (var j = 0; j < other.Length; j++)
            {
                if (j == column) continue;
                other[j] = (other[j] * pivot - factor * _rows[row][j]) / _denominator * sign;
            }
            other[column] = -factor * sign;
        }
        for (var j = 0; j < _rows[row].Length; j++) _rows[row][j] = (j == column ? _denominator : _rows[row][j]) * sign;
        _denominator = pivot * sign;
        (_basic[row], _nonbasic[column]) = (_nonbasic[column], _basic[row]);
    }

    private static BigInteger[] Whole(Rational[] row, out BigInteger scale)
    {
        var common = scale = Rational.CommonDenominator(row);
        return row.Select(value => value.Times(common)).ToArray();
    }

    private static Rational Sum(Rational[] values) => values.Aggregate((Rational)0, (sum, value) => sum + value);
}
