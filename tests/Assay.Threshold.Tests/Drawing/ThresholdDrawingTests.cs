using Assay.Core.Errors;
using Assay.Threshold.Drawing;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Synthesis;

namespace Assay.Threshold.Tests.Drawing;

public class ThresholdDrawingTests
{
    [Theory]
    [InlineData("equal-so-far")]
    [InlineData("mod-3")]
    [InlineData("detect-1011")]
    [InlineData("serial-adder")]
    [InlineData("mod-12")]
    public void EveryTransitionAndWeight_IsDrawn_AndNothingOverlaps(string name)
    {
        var machine = BuiltInMachines.Create(name);
        var network = name == "mod-12" ? ThresholdNetwork.EqualSoFarOfTheTextbook : ThresholdSynthesis.Solve(machine, new()).Network;
        var drawing = ThresholdDrawing.Of(machine, network);
        Assert.Equal(machine.States + network.InputBits + network.HiddenUnits + network.StateBits, drawing.Nodes.Count);
        var transitions = Enumerable.Range(0, machine.States).Sum(state => Enumerable.Range(0, machine.Letters.Count).Select(letter => machine.Next(state, letter)).Distinct().Count());
        var weights = new[] { network.InputWeights, network.StateToHidden, network.HiddenToState, network.StateToState }.Sum(matrix => matrix.Cast<Threshold.Numbers.Rational>().Count(weight => weight != 0));
        Assert.Equal(transitions + weights, drawing.Edges.Count);
        for (var i = 0; i < drawing.Nodes.Count; i++)
        {
            var one = drawing.Nodes[i];
            Assert.True(one.X - one.Radius >= 0 && one.Y - one.Radius >= 0 && one.X + one.Radius <= drawing.Width && one.Y + one.Radius <= drawing.Height);
            for (var j = 0; j < i; j++) Assert.True(Math.Pow(one.X - drawing.Nodes[j].X, 2) + Math.Pow(one.Y - drawing.Nodes[j].Y, 2) > Math.Pow(one.Radius + drawing.Nodes[j].Radius, 2));
        }
        Assert.All(drawing.Edges, edge => Assert.All(edge.Points, point => Assert.True(point.X >= 0 && point.Y >= 0 && point.X <= drawing.Width && point.Y <= drawing.Height)));
    }

    [Fact]
    public void WhatIsTooLarge_IsRefused()
    {
        var machine = BuiltInMachines.Create("mod-12");
        Assert.Contains("up to 40", Assert.Throws<InputException>(() => ThresholdDrawing.Of(machine, TransitionNetwork.Of(MooreMachine.FromSteps(3, 1, 0, (state, x) => ((state + (int)x) % 13, (ulong)(state & 1)))))).Message, StringComparison.Ordinal);
        var large = MooreMachine.FromSteps(1, 1, 0, (state, x) => ((state + 1) % 50, (ulong)(state % 7 == 0 ? 1 : 0)));
        Assert.Contains("states", Assert.Throws<InputException>(() => ThresholdDrawing.Of(large, ThresholdNetwork.EqualSoFarOfTheTextbook)).Message, StringComparison.Ordinal);
    }
}
