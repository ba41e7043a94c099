using Assay.Core.Errors;
using Assay.Threshold.Networks;

namespace Assay.Threshold.Machines;

/// <summary>The machine that a network is.</summary>
public static class NetworkMachine
{
    private const int MostInputBits = 12;
    private const int MostStates = 1 << 20;

    /// <summary>The machine of everything that a network reaches: its states are the network's states, and the beginning.</summary>
    /// <exception cref="InputException">The network has too many inputs, reaches too many states, or its parts do not fit.</exception>
    public static MooreMachine Of(ThresholdNetwork network)
    {
        network.Validate();
        if (network.InputBits > MostInputBits) throw new InputException($"The network has {network.InputBits} inputs; the machine of one with up to {MostInputBits} can be computed.");
        var steps = NetworkSteps.Of(network);
        // The first step may have a bias of its own, so the beginning is no state of the network.
        var numbers = new Dictionary<ulong, int>();
        var states = new List<ulong>();
        return MooreMachine.FromSteps(network.InputBits, network.OutputBits, -1, (state, input) =>
        {
            var next = state < 0 ? steps.Next(network.InitialState, input, first: true) : steps.Next(states[state], input);
            if (!numbers.TryGetValue(next, out var number))
            {
                if (states.Count == MostStates) throw new InputException($"The network reaches more than {MostStates} states.");
                numbers[next] = number = states.Count;
                states.Add(next);
            }
            return (number, next & (1UL << network.OutputBits) - 1);
        });
    }
}
