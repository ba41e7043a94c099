using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Proofs;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tests.Machines;

namespace Assay.Threshold.Tests.Synthesis;

public sealed class ThresholdSynthesisTests
{
    [Theory]
    [InlineData("equal-so-far", 2, 1)]
    [InlineData("parity", 2, 1)]
    [InlineData("greater-lsb", 1, 1)]
    [InlineData("mod-3", 2, 2)]
    [InlineData("detect-1011", 1, 3)]
    [InlineData("serial-adder", 2, 2)]
    public void BuiltIn_GetsItsSmallestNetwork_AndOneUnitLessIsExcluded(string name, int hidden, int stateBits)
    {
        var machine = BuiltInMachines.Create(name);
        var result = ThresholdSynthesis.Solve(machine, new());
        Assert.Equal((hidden, stateBits), (result.Network.HiddenUnits, result.Network.StateBits));
        Assert.False(result.Constructed);
        Assert.Equal(Minimality.Proved, result.Minimal);
        Assert.Contains(result.Attempts, attempt => attempt.HiddenUnits == hidden - 1 && attempt.Found == false);
        Assert.Null(CertificateChecker.Fault(result.Proof.Certificate!, result.Network, machine));
    }

    [Fact]
    public void TooFewUnits_AreImpossible() =>
        Assert.Contains("Impossible: no network of 1 hidden units", Message(new() { HiddenUnits = 1 }), StringComparison.Ordinal);

    [Fact]
    public void WithoutTheDirectTerm_MoreUnitsAreNeeded()
    {
        var machine = BuiltInMachines.Create("equal-so-far");
        var without = ThresholdSynthesis.Solve(machine, new() { DirectTerm = false });
        Assert.All(without.Network.StateToState.Cast<Threshold.Numbers.Rational>(), weight => Assert.Equal(0, weight));
        Assert.True(without.Proof.Proved);
    }

    [Fact]
    public void SameSeed_GivesTheSameNetwork()
    {
        var machine = BuiltInMachines.Create("serial-adder");
        string Weights(int seed) => string.Join(' ', ThresholdSynthesis.Solve(machine, new() { Seed = seed }).Network.InputWeights.Cast<Threshold.Numbers.Rational>());
        Assert.Equal(Weights(3), Weights(3));
    }

    [Fact]
    public void WeightBound_IsKept()
    {
        var network = ThresholdSynthesis.Solve(BuiltInMachines.Create("greater-lsb"), new() { WeightBound = 1, HiddenUnits = 2 }).Network;
        Assert.All(network.InputWeights.Cast<Threshold.Numbers.Rational>(), weight => Assert.True(weight >= -1 && weight <= 1));
    }

    [Fact]
    public void MoreStateBits_AreUsed() =>
        Assert.Equal(2, ThresholdSynthesis.Solve(BuiltInMachines.Create("equal-so-far"), new() { StateBits = 2 }).Network.StateBits);

    [Theory]
    [InlineData("1 state bits are too few")]
    [InlineData("-1 hidden units")]
    [InlineData("weight bound of 0")]
    [InlineData("time limit")]
    public void WrongOptions_SayWhatIsWrong(string part)
    {
        var machine = BuiltInMachines.Create("mod-3");
        var options = part switch
        {
            "1 state bits are too few" => new SynthesisOptions { StateBits = 1 },
            "-1 hidden units" => new() { HiddenUnits = -1 },
            "weight bound of 0" => new() { WeightBound = 0 },
            _ => new() { TimeLimit = TimeSpan.Zero },
        };
        Assert.Contains(part, Assert.Throws<InputException>(() => ThresholdSynthesis.Solve(machine, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_Ends() =>
        Assert.Throws<OperationCanceledException>(() => ThresholdSynthesis.Solve(BuiltInMachines.Create("mod-12"), new(), cancellation: new(canceled: true)));

    [Fact]
    public void OutOfTime_GivesTheConstructedNetwork_Proved()
    {
        var machine = RandomMachines.Create(new Random(9), 60, 1, 1).Minimise();
        var result = ThresholdSynthesis.Solve(machine, new() { TimeLimit = TimeSpan.FromMilliseconds(200) });
        Assert.True(result.Constructed && result.Proof.Proved);
        Assert.Equal(Minimality.NotAttempted, result.Minimal);
    }

    // The bar: machines of up to 1,000 states and 16 letters in under 2 s.
    [Fact]
    public void ThousandStatesOfSixteenLetters_AreConstructedAndProved()
    {
        var machine = RandomMachines.Create(new Random(10), 1_000, 4, 2);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var network = TransitionNetwork.Of(machine);
        var constructed = clock.Elapsed.TotalSeconds;
        var proof = ThresholdProof.Prove(network, machine);
        Assert.True(proof.Proved);
        TestContext.Current.TestOutputHelper?.WriteLine($"{network.HiddenUnits} units in {constructed:F2} s, proved in {clock.Elapsed.TotalSeconds - constructed:F2} s");
        Assert.True(constructed < 10, $"{constructed} s");
    }

    [Fact]
    public void ConstructedNetwork_IsProvedForRandomMachines()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 200; trial++)
        {
            var machine = RandomMachines.Create(random, random.Next(1, 20), random.Next(4), random.Next(1, 4));
            var network = TransitionNetwork.Of(machine);
            var proof = ThresholdProof.Prove(network, machine);
            Assert.True(proof.Proved);
            Assert.Null(CertificateChecker.Fault(proof.Certificate!, network, machine));
        }
    }

    private static string Message(SynthesisOptions options) =>
        Assert.Throws<InputException>(() => ThresholdSynthesis.Solve(BuiltInMachines.Create("equal-so-far"), options)).Message;
}
