using System.Numerics;
using Assay.Core.Errors;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Tests.Networks;

public sealed class NetworkStepsTests
{
    [Fact]
    public void Textbook_SaysWhetherAllPairsHaveMatched() =>
        Assert.Equal([1UL, 1, 0, 0, 0], ThresholdNetwork.EqualSoFarOfTheTextbook.Run([0, 3, 1, 0, 3]));

    // At a sum of exactly 1 a unit is off.
    [Fact]
    public void Tie_IsOff()
    {
        Assert.Equal([0UL], Copying(1).Run([1]));
        Assert.Equal([1UL], Copying(new Rational(BigInteger.Pow(10, 40) + 1, BigInteger.Pow(10, 40))).Run([1])); // beyond every floating-point number
    }

    [Fact]
    public void SumsOfAnySize_AreAsThoseOf64Bits()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 200; trial++)
        {
            var network = RandomNetworks.Create(random, 2, 3, 3);
            var units = Threshold.Networks.Internals.WholeUnits.Of(network);
            Assert.True(units.FitInt64);
            var fast = new Threshold.Networks.Internals.WholeNumberSteps<long>(units);
            var large = new Threshold.Networks.Internals.WholeNumberSteps<BigInteger>(units);
            for (var state = 0UL; state < 8; state++)
            {
                for (var input = 0UL; input < 4; input++) Assert.Equal(large.Next(state, input, input == 2), fast.Next(state, input, input == 2));
            }
        }
    }

    [Fact]
    public void PartsThatDoNotFit_AreNamed()
    {
        var network = Copying(1);
        string Problem(ThresholdNetwork wrong) => Assert.Throws<InputException>(wrong.Validate).Message;
        Assert.Contains("weights from state to state are 2 x 1", Problem(new() { InputWeights = network.InputWeights, StateToHidden = network.StateToHidden, HiddenBias = network.HiddenBias, HiddenToState = network.HiddenToState, StateToState = new Rational[2, 1], StateBias = network.StateBias, OutputBits = 1 }), StringComparison.Ordinal);
        Assert.Contains("gives out 2 of its 1", Problem(new() { InputWeights = network.InputWeights, StateToHidden = network.StateToHidden, HiddenBias = network.HiddenBias, HiddenToState = network.HiddenToState, StateToState = network.StateToState, StateBias = network.StateBias, OutputBits = 2 }), StringComparison.Ordinal);
    }

    private static ThresholdNetwork Copying(Rational weight) => new()
    {
        InputWeights = new[,] { { weight } },
        StateToHidden = new Rational[1, 1],
        HiddenBias = [0],
        HiddenToState = new Rational[,] { { 2 } },
        StateToState = new Rational[1, 1],
        StateBias = [0],
        OutputBits = 1,
    };
}
