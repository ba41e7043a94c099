using Assay.Core.Errors;
using Assay.Threshold.Explanations;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Proofs;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tests.Networks;

namespace Assay.Threshold.Tests.Explanations;

public class NetworkExplanationTests
{
    private static readonly MooreMachine EqualSoFar = BuiltInMachines.Create("equal-so-far");

    [Fact]
    public void Textbook_IsForcedAsOnPaper()
    {
        var explanation = NetworkExplanation.Of(ThresholdNetwork.EqualSoFarOfTheTextbook, EqualSoFar);
        var state = explanation.Units[2];
        // With v = (1, 1): C <= 0 < R + C <= 1, so R > 0.
        Assert.Equal(["c[1] ≤ 0", "0 < c0[1] ≤ 1", "0 < R[1,1] + c[1] ≤ 1"], state.Given.Select(need => need.ToString()));
        Assert.Equal(["R[1,1] > 0", "c[1] ≤ 0", "0 < c0[1] ≤ 1"], state.Intervals.Select(interval => interval.ToString()));
        Assert.Equal(["V[1,1] = 1", "V[1,2] = 1"], state.Fixed);
        Assert.Contains("redundant", explanation.FirstBias, StringComparison.Ordinal);
        Assert.Contains("c[1] + R[1,1] = 1/2 in place of 1/2", explanation.FirstBias, StringComparison.Ordinal);
        Assert.Equal("on at input 00", explanation.Units[0].Duty);
        Assert.Equal("on at input 11", explanation.Units[1].Duty);
        Assert.Contains("b[1] > 1", explanation.Units[0].Needs.Select(need => need.ToString()));
    }

    /// <summary>Numbers within the needs keep each unit's duty; numbers outside do not: on random networks, at random numbers near the network's.</summary>
    [Fact]
    public void Needs_AreExactlyWhatKeepsTheDuty()
    {
        var random = new Random(5);
        var (inside, outside) = (0, 0);
        for (var trial = 0; trial < 60; trial++)
        {
            var network = RandomNetworks.Create(random, random.Next(1, 3), random.Next(0, 3), random.Next(1, 3));
            var machine = RandomNetworks.Behaviour(network).Minimise();
            var explanation = NetworkExplanation.Of(network, machine);
            var parameters = new NetworkParameters(network);
            for (var draw = 0; draw < 20; draw++)
            {
                var values = parameters.All.Select(parameter => parameter.Value == 0 ? 0 : parameter.Value + new Rational(random.Next(-8, 9), 8)).ToArray();
                var changed = parameters.With(values);
                var named = parameters.All.Select((parameter, i) => (parameter.Name, values[i])).ToDictionary(pair => pair.Name, pair => pair.Item2);
                var kept = explanation.Units.SelectMany(unit => unit.Needs).All(need => Holds(need, named));
                // Units that do what they did in every situation they were in reach the same pairs, and only then.
                var same = SameDuties(network, changed, machine);
                Assert.Equal(same, kept);
                if (kept) inside++;
                else outside++;
            }
        }
        Assert.True(inside > 50 && outside > 50, $"{inside}, {outside}");
    }

    [Fact]
    public void Region_IsRightWhereTheProofIs()
    {
        var network = ThresholdNetwork.EqualSoFarOfTheTextbook;
        var region = ParameterRegion.Of(network, EqualSoFar, "R[1,1]", "c[1]", 2, 20);
        var parameters = new NetworkParameters(network);
        var right = 0;
        for (var row = 0; row < 20; row++)
        {
            for (var column = 0; column < 20; column++)
            {
                var values = parameters.All.Select(parameter => parameter.Value).ToArray();
                values[parameters.Find("R[1,1]")] = new(2 * column + 1 - 10, 10);
                values[parameters.Find("c[1]")] = new(2 * row + 1 - 25, 10);
                Assert.Equal(ThresholdProof.Prove(parameters.With(values), EqualSoFar).Proved, region.IsRight[row, column]);
                if (region.IsRight[row, column]) right++;
            }
        }
        Assert.True(right is > 20 and < 200, $"{right}");
        Assert.Contains((0, 1, (Rational)0), region.Lines); // c = 0
        Assert.Contains((1, 1, (Rational)0), region.Lines); // R + c = 0
        Assert.Contains((1, 1, (Rational)1), region.Lines); // R + c = 1
    }

    [Fact]
    public void FoundNetworks_AreExplained()
    {
        var machine = BuiltInMachines.Create("serial-adder");
        var explanation = NetworkExplanation.Of(ThresholdSynthesis.Solve(machine, new()).Network, machine);
        Assert.Equal(["hidden unit 1", "hidden unit 2", "state bit 1", "state bit 2"], explanation.Units.Select(unit => unit.Name));
        Assert.All(explanation.Units, unit => Assert.NotEmpty(unit.Needs));
        Assert.Null(explanation.FirstBias);
    }

    [Fact]
    public void WrongInput_IsRefused()
    {
        var network = ThresholdNetwork.EqualSoFarOfTheTextbook;
        Assert.Contains("nothing to explain", Assert.Throws<InputException>(() => NetworkExplanation.Of(network, BuiltInMachines.Create("greater-lsb"))).Message, StringComparison.Ordinal);
        Assert.Contains("has no parameter r", Assert.Throws<InputException>(() => ParameterRegion.Of(network, EqualSoFar, "r", "c[1]", 1)).Message, StringComparison.Ordinal);
        Assert.Contains("given twice", Assert.Throws<InputException>(() => ParameterRegion.Of(network, EqualSoFar, "c[1]", "c[1]", 1)).Message, StringComparison.Ordinal);
        Assert.Contains("reach", Assert.Throws<InputException>(() => ParameterRegion.Of(network, EqualSoFar, "R[1,1]", "c[1]", 0)).Message, StringComparison.Ordinal);
        Assert.Contains("cells", Assert.Throws<InputException>(() => ParameterRegion.Of(network, EqualSoFar, "R[1,1]", "c[1]", 1, 1)).Message, StringComparison.Ordinal);
    }

    private static bool Holds(Inequality need, Dictionary<string, Rational> values)
    {
        var sum = need.Parameters.Aggregate((Rational)0, (total, name) => total + values[name]);
        return (need.Above is not { } above || sum > above) && (need.AtMost is not { } atMost || sum <= atMost);
    }

    // Follows the first network and asks the second for the same units in the same situations.
    private static bool SameDuties(ThresholdNetwork network, ThresholdNetwork changed, MooreMachine machine)
    {
        var (one, other) = (new NetworkParameters(network), new NetworkParameters(changed));
        var live = new ulong[one.Units];
        Array.Fill(live, ulong.MaxValue);
        var same = true;
        new SituationWalk(network, machine, live).IsRight(situation =>
        {
            var fires = Sum(one, situation) > ThresholdNetwork.Threshold;
            same &= fires == Sum(other, situation) > ThresholdNetwork.Threshold;
            return fires;
        });
        return same;
    }

    private static Rational Sum(NetworkParameters parameters, UnitSituation situation)
    {
        Rational sum = 0;
        for (var i = 0; i < 64; i++)
        {
            if ((situation.Active >> i & 1) != 0) sum += parameters.All[parameters.Of(situation.Unit).Start.Value + i].Value;
        }
        return sum;
    }
}
