using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Tests.Networks;

internal static class RandomNetworks
{
    public static ThresholdNetwork Create(Random random, int inputs, int hidden, int state)
    {
        Rational Weight() => new(random.Next(-9, 10), random.Next(1, 5));
        Rational[] Vector(int length) => Enumerable.Range(0, length).Select(_ => Weight()).ToArray();
        Rational[,] Matrix(int rows, int columns)
        {
            var matrix = new Rational[rows, columns];
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++) matrix[i, j] = Weight();
            }
            return matrix;
        }
        return new()
        {
            InputWeights = Matrix(hidden, inputs),
            StateToHidden = Matrix(hidden, state),
            HiddenBias = Vector(hidden),
            HiddenToState = Matrix(state, hidden),
            StateToState = Matrix(state, state),
            StateBias = Vector(state),
            FirstStateBias = random.Next(2) == 0 ? Vector(state) : null,
            InitialState = (ulong)random.Next(1 << state),
            OutputBits = 1,
        };
    }

    /// <summary>What the network does, as a machine: its state bits and whether the first step is still to come are the states.</summary>
    public static Threshold.Machines.MooreMachine Behaviour(ThresholdNetwork network)
    {
        var steps = NetworkSteps.Of(network);
        var start = 1 << network.StateBits;
        return Threshold.Machines.MooreMachine.FromSteps(network.InputBits, 1, start, (state, input) =>
        {
            var next = state == start ? steps.Next(network.InitialState, input, first: true) : steps.Next((ulong)state, input);
            return ((int)next, next & 1);
        });
    }
}
