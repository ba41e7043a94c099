using Assay.Core.Errors;
using Assay.Threshold.Machines.Internals;

namespace Assay.Threshold.Machines;

/// <summary>
/// A deterministic machine whose output depends on the state that a letter leads to (Moore 1956). The output of the initial state is never seen:
/// a run of T letters gives T outputs.
/// </summary>
public sealed class MooreMachine
{
    /// <summary>The most bits of input or of output.</summary>
    public const int MostBits = 32;

    private readonly int[] _next; // [state, letter]
    private readonly ulong[] _outputs;

    /// <summary>Creates a machine.</summary>
    /// <param name="letters">The input symbols, each with different bits.</param>
    /// <param name="inputBits">Bits of a letter.</param>
    /// <param name="outputBits">Bits of an output.</param>
    /// <param name="initial">The initial state.</param>
    /// <param name="outputs">The output of each state, [states].</param>
    /// <param name="next">The state that each letter leads to, [states · letters], a state's letters together.</param>
    /// <exception cref="InputException">The parts do not fit each other.</exception>
    public MooreMachine(IReadOnlyList<Letter> letters, int inputBits, int outputBits, int initial, ReadOnlySpan<ulong> outputs, ReadOnlySpan<int> next)
    {
        if (letters.Count == 0) throw new InputException("The machine has no letters; give it at least one input symbol.");
        if (inputBits is < 0 or > MostBits) throw new InputException($"The machine has {inputBits} input bits; at most {MostBits} are possible.");
        if (outputBits is < 1 or > MostBits) throw new InputException($"The machine has {outputBits} output bits; 1 to {MostBits} are possible.");
        if (outputs.Length == 0) throw new InputException("The machine has no states; give it at least one.");
        if (initial < 0 || initial >= outputs.Length) throw new InputException($"The initial state {initial} is not one of the {outputs.Length} states.");
        if (next.Length != (long)outputs.Length * letters.Count) throw new InputException($"The machine has {next.Length} transitions, but {outputs.Length} states with {letters.Count} letters take {(long)outputs.Length * letters.Count}.");
        for (var i = 0; i < letters.Count; i++)
        {
            if (letters[i].Bits >> inputBits != 0) throw new InputException($"The letter '{letters[i].Name}' needs more than the machine's {inputBits} input bits.");
        }
        if (letters.GroupBy(letter => letter.Bits).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException($"The letters '{twice.First().Name}' and '{twice.Last().Name}' have the same bits; a network could not tell them apart.");
        foreach (var output in outputs)
        {
            if (output >> outputBits != 0) throw new InputException($"The output {output} needs more than the machine's {outputBits} output bits.");
        }
        for (var i = 0; i < next.Length; i++)
        {
            if (next[i] < 0 || next[i] >= outputs.Length)
                throw new InputException($"State {i / letters.Count} goes to state {next[i]} at '{letters[i % letters.Count].Name}', which is not one of the {outputs.Length} states.");
        }
        (Letters, InputBits, OutputBits, Initial) = (letters.ToArray(), inputBits, outputBits, initial);
        (_outputs, _next) = (outputs.ToArray(), next.ToArray());
    }

    /// <summary>The input symbols.</summary>
    public IReadOnlyList<Letter> Letters { get; }

    /// <summary>Bits of a letter.</summary>
    public int InputBits { get; }

    /// <summary>Bits of an output.</summary>
    public int OutputBits { get; }

    /// <summary>Number of states.</summary>
    public int States => _outputs.Length;

    /// <summary>The state before the first letter.</summary>
    public int Initial { get; }

    /// <summary>The output of a state, its first bit lowest.</summary>
    public ulong Output(int state) => _outputs[state];

    /// <summary>The state that a letter leads to.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="letter">The letter's place in <see cref="Letters"/>.</param>
    public int Next(int state, int letter) => _next[state * Letters.Count + letter];

    /// <summary>The outputs along a sequence of letters, one for each.</summary>
    public IEnumerable<ulong> Run(IEnumerable<int> letters)
    {
        var state = Initial;
        foreach (var letter in letters) yield return Output(state = Next(state, letter));
    }

    /// <summary>
    /// The machine with the fewest states that answers every sequence alike (Hopcroft 1971), its states numbered as they are first reached.
    /// An initial state to which nothing leads back has no output that could be seen, and takes that of a state that goes on alike if there is one.
    /// </summary>
    public MooreMachine Minimise() => Minimisation.Of(this);

    /// <summary>The machine of a step function, a Mealy machine's: from a state and a letter's bits to the next state and the output given with the step.</summary>
    /// <param name="inputBits">Bits of a letter; every combination is a letter, named by its bits, the first input first.</param>
    /// <param name="outputBits">Bits of an output.</param>
    /// <param name="initial">The initial state, any number.</param>
    /// <param name="step">The step function.</param>
    /// <exception cref="InputException">More than a million states are reachable.</exception>
    public static MooreMachine FromSteps(int inputBits, int outputBits, int initial, Func<int, ulong, (int State, ulong Output)> step)
    {
        if (inputBits is < 0 or > 16) throw new InputException($"A step function of {inputBits} input bits has too many letters; at most 16 bits are possible.");
        var letters = Enumerable.Range(0, 1 << inputBits)
            .Select(bits => new Letter(string.Concat(Enumerable.Range(0, inputBits).Select(i => bits >> i & 1)), (ulong)bits)).ToArray();
        return MealyMachine.ToMoore(letters, inputBits, outputBits, initial, (state, letter) => step(state, letters[letter].Bits));
    }
}
