using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Parameters;
using Assay.Threshold.Robustness;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tolerances;

namespace Assay.Threshold.Tests.Robustness;

public class RobustSynthesisTests
{
    private static readonly MooreMachine EqualSoFar = BuiltInMachines.Create("equal-so-far");
    private static readonly ThresholdNetwork Textbook = ThresholdNetwork.EqualSoFarOfTheTextbook;

    /// <summary>With numbers no larger than the textbook's, halves bear a quarter and fractions three tenths, where the textbook's bear a sixth.</summary>
    [Fact]
    public void Textbook_CanBeImproved()
    {
        var halves = RobustSynthesis.Widen(Textbook, EqualSoFar, new() { SameWires = true, Step = Rational.Half });
        Assert.Equal((new Rational(1, 4), true), (halves.Room, halves.IsLargest));
        Assert.Equal(new Rational(1, 4), ToleranceAnalysis.Of(halves.Network, EqualSoFar, new()).Tolerance);
        Assert.All(new NetworkParameters(halves.Network).All, parameter => Assert.True((parameter.Value * 2).Denominator.IsOne && parameter.Value.Magnitude <= new Rational(3, 2)));
        var fractions = RobustSynthesis.Widen(Textbook, EqualSoFar, new() { SameWires = true });
        Assert.Equal((new Rational(3, 10), true), (fractions.Room, fractions.IsLargest));
        Assert.Equal(new Rational(3, 10), ToleranceAnalysis.Of(fractions.Network, EqualSoFar, new()).Tolerance);
    }

    [Theory]
    [InlineData("equal-so-far", RobustnessObjective.Margin)]
    [InlineData("parity", RobustnessObjective.Margin)]
    [InlineData("parity", RobustnessObjective.Tolerance)]
    [InlineData("serial-adder", RobustnessObjective.Tolerance)]
    [InlineData("greater-lsb", RobustnessObjective.Margin)]
    public void Room_IsWhatTheAnalysisMeasures(string name, RobustnessObjective objective)
    {
        var machine = BuiltInMachines.Create(name);
        var found = ThresholdSynthesis.Solve(machine, new()).Network;
        var wide = RobustSynthesis.Widen(found, machine, new() { Objective = objective, TimeLimit = TimeSpan.FromSeconds(4) });
        Assert.True(wide.Proof.Proved);
        var analysis = ToleranceAnalysis.Of(wide.Network, machine, new());
        Assert.Equal(wide.Room, objective == RobustnessObjective.Margin ? analysis.Margin : analysis.ActivationTolerance);
        Assert.All(new NetworkParameters(wide.Network).All, parameter => Assert.True(parameter.Value.Magnitude <= new Rational(3, 2)));
        Assert.Equal((found.HiddenUnits, found.StateBits), (wide.Network.HiddenUnits, wide.Network.StateBits));
        TestContext.Current.SendDiagnosticMessage($"{name} {objective}: {wide}");
    }

    [Fact]
    public void Bound_ScalesTheRoom()
    {
        var wide = RobustSynthesis.Widen(Textbook, EqualSoFar, new() { SameWires = true, Bound = 3 });
        Assert.True(wide.Room > new Rational(3, 10));
    }

    [Fact]
    public void WhatMakesNoSense_IsRefused()
    {
        static void Refused(string message, RobustnessOptions options) =>
            Assert.Contains(message, Assert.Throws<InputException>(() => RobustSynthesis.Widen(Textbook, EqualSoFar, options)).Message, StringComparison.Ordinal);
        Refused("A bound of 0", new() { Bound = 0 });
        Refused("too fine", new() { Bound = new(1, 1001) });
        Refused("Steps of 2", new() { Step = 2 });
        Refused("time limit", new() { TimeLimit = TimeSpan.Zero });
        Refused("No network of this shape", new() { Bound = Rational.Half, Step = Rational.Half });
        Assert.Contains("prove it first", Assert.Throws<InputException>(() => RobustSynthesis.Widen(Textbook, BuiltInMachines.Create("greater-lsb"), new())).Message, StringComparison.Ordinal);
    }
}
