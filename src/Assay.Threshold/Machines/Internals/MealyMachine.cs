using Assay.Core.Errors;

namespace Assay.Threshold.Machines.Internals;

/// <summary>Brings outputs that belong to steps to outputs that belong to states: each pair (state, output that led to it) becomes a state.</summary>
internal static class MealyMachine
{
    private const int MostStates = 1_000_000;

    public static MooreMachine ToMoore(IReadOnlyList<Letter> letters, int inputBits, int outputBits, int initial, Func<int, int, (int State, ulong Output)> step)
    {
        // The initial state is a state of its own to which nothing leads: no output was given with it.
        var numbers = new Dictionary<(int, ulong), int>();
        var states = new List<(int State, ulong Output)> { (initial, 0) };
        var next = new List<int>();
        for (var at = 0; at < states.Count; at++)
        {
            for (var letter = 0; letter < letters.Count; letter++)
            {
                var reached = step(states[at].State, letter);
                if (!numbers.TryGetValue(reached, out var number))
                {
                    if (states.Count == MostStates) throw new InputException($"More than {MostStates} states are reachable.");
                    numbers[reached] = number = states.Count;
                    states.Add(reached);
                }
                next.Add(number);
            }
        }
        return new(letters, inputBits, outputBits, 0, states.Select(state => state.Output).ToArray(), next.ToArray());
    }
}
