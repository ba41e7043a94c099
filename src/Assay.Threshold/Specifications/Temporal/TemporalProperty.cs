using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Machines.Internals;
using Assay.Threshold.Specifications.Temporal.Internals;

namespace Assay.Threshold.Specifications.Temporal;

/// <summary>
/// Properties of the past over named bits (past-time linear temporal logic; Lichtenstein, Pnueli and Zuck 1985): p, true, false, not, and, or, xor, ->, &lt;->,
/// previously p, once p, always p so far, p held since q, p within the last k steps, p throughout the last k steps.
/// </summary>
public static class TemporalProperty
{
    private const int MostStates = 20_000;

    /// <summary>The machine that says after each step which properties hold; not yet minimal.</summary>
    /// <param name="properties">The properties, one for each output.</param>
    /// <param name="inputs">Names of the input bits.</param>
    /// <param name="letters">The letters.</param>
    /// <exception cref="InputException">A property is wrong, with the column, or needs too many states.</exception>
    public static MooreMachine ToMachine(IReadOnlyList<string> properties, IReadOnlyList<string> inputs, IReadOnlyList<Letter> letters)
    {
        var formulas = properties.Select(text => new PropertyParser(text, inputs).Parse()).ToArray();
        var operators = formulas.SelectMany(formula => formula.All()).Distinct().ToArray(); // each after its parts
        // A state is what the operators remember: a number each.
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var states = new List<int[]>();
        int Number(int[] memory)
        {
            var key = string.Join(',', memory);
            if (numbers.TryGetValue(key, out var number)) return number;
            if (states.Count == MostStates) throw new InputException($"The property needs more than {MostStates} states; make its spans shorter.");
            numbers[key] = number = states.Count;
            states.Add(memory);
            return number;
        }
        var initial = Number([.. operators.Select(one => one.Initially)]);
        var places = operators.Select((one, at) => (one, at)).ToDictionary(pair => pair.one, pair => pair.at);
        var values = new bool[operators.Length];
        return MealyMachine.ToMoore(letters, inputs.Count, properties.Count, initial, (state, letter) =>
        {
            var memory = (int[])states[state].Clone();
            for (var i = 0; i < operators.Length; i++)
            {
                var one = operators[i];
                bool Value(int part) => values[places[one.Parts[part]]];
                values[i] = one.Step(letters[letter].Bits, Value, ref memory[i]);
            }
            var output = 0UL;
            for (var j = 0; j < formulas.Length; j++)
            {
                if (values[places[formulas[j]]]) output |= 1UL << j;
            }
            return (Number(memory), output);
        });
    }
}
