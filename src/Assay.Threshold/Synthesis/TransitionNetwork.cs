using System.Numerics;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Synthesis;

/// <summary>The network that always exists (after Minsky 1967, chapter 3): a hidden unit for each transition of the machine, no search.</summary>
public static class TransitionNetwork
{
    /// <summary>
    /// State bits are the outputs and, after them, the number of the state among those of the same output. The unit of a transition fires at exactly
    /// its code and letter: +1 for each bit that is to be one, −1 for each that is to be zero, less the number of ones, plus 3/2.
    /// A state bit is the union of the units that lead to a state with it. Units that would switch no bit on are left out.
    /// </summary>
    public static ThresholdNetwork Of(MooreMachine machine)
    {
        var (codes, bits) = StateCodes.Numbered(machine);
        var inputs = machine.InputBits;
        var transitions = (from state in Enumerable.Range(0, machine.States)
                           from letter in Enumerable.Range(0, machine.Letters.Count)
                           let next = codes[machine.Next(state, letter)]
                           where next != 0
                           select (Pattern: machine.Letters[letter].Bits | codes[state] << inputs, Next: next)).ToArray();
        var hidden = transitions.Length;
        Rational[,] inputWeights = new Rational[hidden, inputs], stateToHidden = new Rational[hidden, bits], hiddenToState = new Rational[bits, hidden];
        var bias = new Rational[hidden];
        Rational on = 1, off = -1;
        for (var u = 0; u < hidden; u++)
        {
            var (pattern, next) = transitions[u];
            for (var i = 0; i < inputs; i++) inputWeights[u, i] = (pattern >> i & 1) != 0 ? on : off;
            for (var j = 0; j < bits; j++) stateToHidden[u, j] = (pattern >> inputs + j & 1) != 0 ? on : off;
            bias[u] = new(3 - 2 * BitOperations.PopCount(pattern), 2);
            for (var j = 0; j < bits; j++) hiddenToState[j, u] = (next >> j & 1) != 0 ? on : 0;
        }
        return new()
        {
            InputWeights = inputWeights,
            StateToHidden = stateToHidden,
            HiddenBias = bias,
            HiddenToState = hiddenToState,
            StateToState = new Rational[bits, bits],
            StateBias = Enumerable.Repeat(Rational.Half, bits).ToArray(),
            InitialState = codes[machine.Initial],
            OutputBits = machine.OutputBits,
        };
    }
}
