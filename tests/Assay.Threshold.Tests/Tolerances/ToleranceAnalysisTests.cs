using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Proofs;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tests.Networks;
using Assay.Threshold.Tolerances;

namespace Assay.Threshold.Tests.Tolerances;

public class ToleranceAnalysisTests
{
    private static readonly MooreMachine EqualSoFar = BuiltInMachines.Create("equal-so-far");

    [Fact]
    public void Textbook_ToleratesASixth()
    {
        var result = ToleranceAnalysis.Of(ThresholdNetwork.EqualSoFarOfTheTextbook, EqualSoFar, new());
        Assert.Equal(new Rational(1, 6), result.Tolerance);
        Assert.True(result.IsExact);
        Assert.Equal(Rational.Half, result.Margin);
        Assert.True(result.Witness!.Size >= result.Tolerance!.Value && result.Witness.Size <= result.Tolerance.Value * new Rational(1025, 1024));
        Assert.NotNull(ThresholdProof.Prove(result.Witness.Network, EqualSoFar).CounterExample);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void MillionPerturbationsBelow_BreakNothing(bool relative)
    {
        var textbook = ThresholdNetwork.EqualSoFarOfTheTextbook;
        var options = new ToleranceOptions { Relative = relative };
        var tolerance = ToleranceAnalysis.Of(textbook, EqualSoFar, options).Tolerance!.Value;
        Assert.Equal(0, PerturbationTrial.Failures(textbook, EqualSoFar, tolerance, 1_000_000, 1, options));
        // Twice as much does break it, so the trial can fail.
        Assert.True(PerturbationTrial.Failures(textbook, EqualSoFar, tolerance * 2, 100_000, 1, options) > 0);
    }

    /// <summary>In every corner of the box just below ε the network is right, and the witness just above is wrong.</summary>
    [Fact]
    public void Tolerance_IsExact_OnRandomNetworks()
    {
        var random = new Random(11);
        var seenThrough = 0;
        for (var trial = 0; trial < 60; trial++)
        {
            var network = RandomNetworks.Create(random, 1, random.Next(1, 3), 1);
            var machine = RandomNetworks.Behaviour(network).Minimise();
            var options = new ToleranceOptions { Relative = trial % 3 == 1, PerturbZeros = trial % 3 == 2 };
            var result = ToleranceAnalysis.Of(network, machine, options);
            Assert.True(result.IsExact);
            if (result.Tolerance is not { } tolerance) continue;
            if (tolerance > result.ActivationTolerance) seenThrough++;
            Assert.True(tolerance >= result.ActivationTolerance);
            Assert.NotNull(ThresholdProof.Prove(result.Witness!.Network, machine).CounterExample);
            var parameters = new NetworkParameters(network);
            var all = parameters.All;
            var size = tolerance * new Rational(1023, 1024);
            for (var corner = 0; corner < Math.Min(1 << all.Count, 4096); corner++)
            {
                var values = all.Select((parameter, i) => parameter.Value + (corner >> i % 12 & 1) switch { 0 => -1, _ => 1 } * size
                    * (options.Relative ? parameter.Value.Magnitude : parameter.IsBias || options.PerturbZeros || parameter.Value != 0 ? 1 : 0)).ToArray();
                Assert.True(ThresholdProof.Prove(parameters.With(values), machine).Proved, $"trial {trial}, corner {corner}");
            }
            Assert.Equal(0, PerturbationTrial.Failures(network, machine, tolerance, 2_000, 1, options));
        }
        Assert.True(seenThrough > 5, $"{seenThrough} networks bear more than their hidden units");
    }

    /// <summary>A unit that nobody listens to may do what it likes.</summary>
    [Fact]
    public void IdleUnit_CostsNoTolerance()
    {
        var textbook = ThresholdNetwork.EqualSoFarOfTheTextbook;
        var network = new ThresholdNetwork
        {
            InputWeights = new Rational[,] { { -1, -1 }, { 1, 1 }, { 1, 1 } },
            StateToHidden = new Rational[3, 1],
            HiddenBias = [.. textbook.HiddenBias, new(9, 10)],
            HiddenToState = new Rational[,] { { 1, 1, 0 } },
            StateToState = textbook.StateToState,
            StateBias = textbook.StateBias,
            FirstStateBias = textbook.FirstStateBias,
            OutputBits = 1,
        };
        var result = ToleranceAnalysis.Of(network, EqualSoFar, new());
        Assert.Equal(new Rational(1, 6), result.Tolerance);
        Assert.True(result.ActivationTolerance < result.Tolerance);
    }

    [Theory]
    [InlineData("parity")]
    [InlineData("serial-adder")]
    [InlineData("detect-1011")]
    [InlineData("mod-3")]
    public void FoundNetworks_HaveAnExactTolerance(string name)
    {
        var machine = BuiltInMachines.Create(name);
        var found = ThresholdSynthesis.Solve(machine, new());
        var result = ToleranceAnalysis.Of(found.Network, machine, new());
        Assert.True(result.IsExact && result.Tolerance > 0);
        Assert.Equal(0, PerturbationTrial.Failures(found.Network, machine, result.Tolerance!.Value, 20_000, 1, new()));
    }

    [Fact]
    public void WrongNetwork_IsRefused()
    {
        var parity = BuiltInMachines.Create("parity");
        var wrong = ThresholdSynthesis.Solve(BuiltInMachines.Create("mod-3"), new()).Network;
        var refused = Assert.Throws<InputException>(() => ToleranceAnalysis.Of(wrong, parity, new()));
        Assert.Contains("wrong without any perturbation, after", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => ToleranceAnalysis.Of(wrong, parity, new() { TimeLimit = TimeSpan.Zero }));
        Assert.Throws<InputException>(() => ToleranceAnalysis.Of(wrong, parity, new() { Relative = true, PerturbZeros = true }));
    }

    [Fact]
    public void TimeLimit_LeavesALowerBound()
    {
        var machine = BuiltInMachines.Create("detect-1011");
        var network = TransitionNetwork.Of(machine);
        var result = ToleranceAnalysis.Of(network, machine, new() { TimeLimit = TimeSpan.FromTicks(1) });
        Assert.False(result.IsExact);
        Assert.Null(result.Witness);
    }
}
