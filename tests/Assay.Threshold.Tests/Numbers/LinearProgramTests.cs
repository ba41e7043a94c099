using Assay.Threshold.Numbers;
using Assay.Threshold.Numbers.Internals;

namespace Assay.Threshold.Tests.Numbers;

public class LinearProgramTests
{
    /// <summary>Over a bounded region of two dimensions the optimum lies on a crossing of two constraints: all of them are tried.</summary>
    [Fact]
    public void Optimum_IsTheBestCorner()
    {
        var random = new Random(3);
        var (feasible, infeasible) = (0, 0);
        for (var trial = 0; trial < 2_000; trial++)
        {
            Rational Number() => new(random.Next(-6, 7), random.Next(1, 4));
            var constraints = Enumerable.Range(0, random.Next(1, 7)).Select(_ => new LinearConstraint([Number(), Number()], Number())).ToList();
            for (var sign = -1; sign <= 1; sign += 2)
            {
                constraints.Add(new([sign, 0], 5));
                constraints.Add(new([0, sign], 5));
            }
            Rational[] objective = [Number(), Number()];
            Rational? best = null;
            foreach (var corner in Corners(constraints))
            {
                if (!constraints.All(one => Dot(one.Coefficients, corner) <= one.Bound)) continue;
                var value = Dot(objective, corner);
                if (best is null || value > best) best = value;
            }
            var found = LinearProgram.Maximise(objective, constraints);
            Assert.Equal(best is not null, found.IsFeasible);
            Assert.Equal(best, found.Value);
            if (best is null)
            {
                infeasible++;
                continue;
            }
            feasible++;
            Assert.Equal(best.Value, Dot(objective, found.Point!));
            Assert.All(constraints, one => Assert.True(Dot(one.Coefficients, found.Point!) <= one.Bound));
        }
        Assert.True(feasible > 300 && infeasible > 300, $"{feasible}, {infeasible}");
    }

    [Fact]
    public void Unbounded_IsSaid()
    {
        var found = LinearProgram.Maximise([1, 1], [new([1, -1], 0), new([-1, 0], 3)]);
        Assert.True(found.IsUnbounded);
        Assert.False(LinearProgram.Maximise([1], [new([1], 0), new([-1], -1)]).IsUnbounded);
    }

    /// <summary>Beale's example, on which the simplex method goes in circles without a rule against it.</summary>
    [Fact]
    public void CyclingExample_Ends()
    {
        LinearConstraint[] constraints =
        [
            new([new(1, 4), -60, new(-1, 25), 9], 0), new([new(1, 2), -90, new(-1, 50), 3], 0), new([0, 0, 1, 0], 1),
            new([-1, 0, 0, 0], 0), new([0, -1, 0, 0], 0), new([0, 0, -1, 0], 0), new([0, 0, 0, -1], 0),
        ];
        Assert.Equal(new Rational(1, 20), LinearProgram.Maximise([new(3, 4), -150, new(1, 50), -6], constraints).Value);
    }

    private static IEnumerable<Rational[]> Corners(List<LinearConstraint> constraints)
    {
        for (var i = 0; i < constraints.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b, p) = (constraints[i].Coefficients[0], constraints[i].Coefficients[1], constraints[i].Bound);
                var (c, d, q) = (constraints[j].Coefficients[0], constraints[j].Coefficients[1], constraints[j].Bound);
                var determinant = a * d - b * c;
                if (determinant != 0) yield return [(p * d - b * q) / determinant, (a * q - p * c) / determinant];
            }
        }
    }

    private static Rational Dot(Rational[] left, Rational[] right) => left.Zip(right, (x, y) => x * y).Aggregate((Rational)0, (sum, value) => sum + value);
}
