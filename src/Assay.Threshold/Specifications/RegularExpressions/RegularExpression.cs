using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications.RegularExpressions.Internals;

namespace Assay.Threshold.Specifications.RegularExpressions;

/// <summary>
/// Regular expressions over named letters: letters apart by spaces or brackets, | alternatives, &amp; both, ! not, * + ? {n} {n,} {n,m}, . any letter,
/// [a b] and [^a b] one of or none of, () the empty word.
/// </summary>
public static class RegularExpression
{
    private const int MostStates = 10_000;

    /// <summary>The machine that says after each letter whether the sequence so far matches; not yet minimal. By derivatives (Brzozowski 1964).</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="letters">The letters.</param>
    /// <param name="inputBits">Bits of a letter.</param>
    /// <exception cref="InputException">The pattern is wrong, with the column, or too large.</exception>
    public static MooreMachine ToMachine(string pattern, IReadOnlyList<Letter> letters, int inputBits)
    {
        var terms = new TermTable(letters.Count);
        var start = new PatternParser(pattern, letters, terms).Parse();
        var numbers = new Dictionary<int, int> { [start] = 0 };
        var states = new List<int> { start };
        var next = new List<int>();
        for (var at = 0; at < states.Count; at++)
        {
            for (var letter = 0; letter < letters.Count; letter++)
            {
                var reached = terms.Derivative(states[at], letter);
                if (!numbers.TryGetValue(reached, out var number))
                {
                    if (states.Count == MostStates) throw new InputException($"The pattern needs more than {MostStates} states; make it smaller.");
                    numbers[reached] = number = states.Count;
                    states.Add(reached);
                }
                next.Add(number);
            }
        }
        return new(letters, inputBits, 1, 0, [.. states.Select(state => terms.IsNullable(state) ? 1UL : 0)], [.. next]);
    }
}
