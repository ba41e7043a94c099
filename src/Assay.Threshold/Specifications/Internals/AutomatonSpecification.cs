using Assay.Threshold.Machines;
using Assay.Threshold.Machines.Internals;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>States and transitions, outputs on the states (Moore) or on the transitions (Mealy).</summary>
internal static class AutomatonSpecification
{
    private const int MostTransitions = 2_000_000;

    public static Specification Read(Json root)
    {
        root.Only("kind", "inputs", "letters", "outputs", "initial", "states");
        var alphabet = Alphabet.Read(root);
        var states = root.Required("states");
        var all = states.Properties().ToArray();
        if (all.Length == 0) throw states.Wrong("is empty; give at least one state");
        if ((long)all.Length * alphabet.Letters.Count > MostTransitions) throw states.Wrong($"has {all.Length} states with {alphabet.Letters.Count} letters, more than {MostTransitions} transitions");
        var names = all.Select(state => state.Name).ToArray();
        var places = names.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        var initialText = root.Required("initial").Text();
        if (!places.TryGetValue(initialText, out var initial)) throw root.Required("initial").Wrong($"is '{Json.Shortened(initialText)}', which is not one of the states");

        var letters = alphabet.Letters.Count;
        var (next, onStep) = (new int[all.Length * letters], new ulong[all.Length * letters]);
        var outputs = new ulong[all.Length];
        bool? isMoore = null;
        for (var state = 0; state < all.Length; state++)
        {
            var value = all[state].Value;
            value.Only("output", "next");
            var output = value.Optional("output");
            isMoore ??= output is not null;
            if (isMoore != output is not null) throw value.Wrong(output is null ? "lacks \"output\", which other states have; outputs belong to all states or to all transitions" : "has \"output\", which other states lack; outputs belong to all states or to all transitions");
            if (output is { } bits) outputs[state] = alphabet.Output(bits);
            var given = new bool[letters];
            var transitions = value.Required("next");
            foreach (var (name, target) in transitions.Properties())
            {
                var letter = alphabet.Known(name, transitions);
                given[letter] = true;
                var to = target;
                if (!isMoore.Value)
                {
                    target.Only("to", "output");
                    onStep[state * letters + letter] = alphabet.Output(target.Required("output"));
                    to = target.Required("to");
                }
                var goal = to.IsText ? to.Text() : throw to.Wrong(isMoore.Value ? "is not the name of a state" : "is not { \"to\": state, \"output\": bits }");
                next[state * letters + letter] = places.TryGetValue(goal, out var place) ? place : throw to.Wrong($"is '{Json.Shortened(goal)}', which is not one of the states");
            }
            var missing = Array.IndexOf(given, false);
            if (missing >= 0) throw transitions.Wrong($"says nothing of the letter '{alphabet.Letters[missing].Name}'; a machine needs a transition for every letter from every state");
        }
        if (Unreachable(next, letters, initial) is { } idle) throw states.Wrong($"has the state '{Json.Shortened(names[idle])}', to which no sequence leads; remove it, or add the transition that is missing");

        var description = isMoore!.Value ? $"An automaton of {all.Length} states with outputs on its states." : $"An automaton of {all.Length} states with outputs on its transitions.";
        var machine = isMoore.Value
            ? new MooreMachine(alphabet.Letters, alphabet.InputBits, alphabet.OutputBits, initial, outputs, next)
            : MealyMachine.ToMoore(alphabet.Letters, alphabet.InputBits, alphabet.OutputBits, initial, (state, letter) => (next[state * letters + letter], onStep[state * letters + letter]));
        return SpecificationReader.Finished(SpecificationKind.Automaton, description, machine, alphabet.InputNames, alphabet.OutputNames, isMoore.Value ? names : null) with { SourceStates = all.Length };
    }

    private static int? Unreachable(int[] next, int letters, int initial)
    {
        var seen = new bool[next.Length / letters];
        var open = new Stack<int>([initial]);
        seen[initial] = true;
        while (open.TryPop(out var state))
        {
            for (var letter = 0; letter < letters; letter++)
            {
                var to = next[state * letters + letter];
                if (seen[to]) continue;
                seen[to] = true;
                open.Push(to);
            }
        }
        var idle = Array.IndexOf(seen, false);
        return idle < 0 ? null : idle;
    }
}
