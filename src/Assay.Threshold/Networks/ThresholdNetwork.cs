using Assay.Core.Errors;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Networks;

/// <summary>
/// A recurrent network of hard-limit units, g(z) = 1 if z > 1, else 0 (on a tie at z = 1 a unit is off), in exact parameters:
/// <code>
/// h(t) = g(W·x(t) + U·s(t−1) + b)            [n]
/// s(t) = g(V·h(t) + R·s(t−1) + c)            [k]
/// y(t) = the first p bits of s(t)            [p]
/// </code>
/// </summary>
public sealed class ThresholdNetwork
{
    /// <summary>The value that a unit's sum must exceed.</summary>
    public static Rational Threshold => 1;

    /// <summary>W, [n, m].</summary>
    public required Rational[,] InputWeights { get; init; }

    /// <summary>U, [n, k].</summary>
    public required Rational[,] StateToHidden { get; init; }

    /// <summary>b, [n].</summary>
    public required Rational[] HiddenBias { get; init; }

    /// <summary>V, [k, n].</summary>
    public required Rational[,] HiddenToState { get; init; }

    /// <summary>R, the direct term from state to state, [k, k].</summary>
    public required Rational[,] StateToState { get; init; }

    /// <summary>c, [k].</summary>
    public required Rational[] StateBias { get; init; }

    /// <summary>In place of c in the first step, where given, [k].</summary>
    public Rational[]? FirstStateBias { get; init; }

    /// <summary>s(0), its first bit lowest.</summary>
    public ulong InitialState { get; init; }

    /// <summary>p: how many of the state bits are outputs, the first ones.</summary>
    public required int OutputBits { get; init; }

    /// <summary>n.</summary>
    public int HiddenUnits => HiddenBias.Length;

    /// <summary>k.</summary>
    public int StateBits => StateBias.Length;

    /// <summary>m.</summary>
    public int InputBits => InputWeights.GetLength(1);

    /// <summary>The textbook's network that says whether two bit streams have matched so far: 2 hidden units, 1 state bit.</summary>
    public static ThresholdNetwork EqualSoFarOfTheTextbook { get; } = new()
    {
        InputWeights = new Rational[,] { { -1, -1 }, { 1, 1 } },
        StateToHidden = new Rational[2, 1],
        HiddenBias = [new(3, 2), -Rational.Half],
        HiddenToState = new Rational[,] { { 1, 1 } },
        StateToState = new Rational[,] { { 1 } },
        StateBias = [-Rational.Half],
        FirstStateBias = [Rational.Half],
        OutputBits = 1,
    };

    /// <summary>The outputs along a sequence of inputs, one for each; an output's first bit is the lowest.</summary>
    /// <param name="inputs">Bits of each step, the first input lowest.</param>
    /// <exception cref="InputException">The parts of the network do not fit each other.</exception>
    public IEnumerable<ulong> Run(IEnumerable<ulong> inputs)
    {
        var steps = NetworkSteps.Of(this);
        var (state, first) = (InitialState, true);
        foreach (var input in inputs)
        {
            state = steps.Next(state, input, first);
            first = false;
            yield return state & (1UL << OutputBits) - 1;
        }
    }

    /// <summary>Whether the parts fit each other.</summary>
    /// <exception cref="InputException">They do not.</exception>
    public void Validate()
    {
        var (m, n, k) = (InputBits, HiddenUnits, StateBits);
        if (m > Machines.MooreMachine.MostBits) throw new InputException($"The network has {m} inputs; at most {Machines.MooreMachine.MostBits} are possible.");
        if (k is < 1 or > 62) throw new InputException($"The network has {k} state bits; 1 to 62 are possible.");
        if (OutputBits < 1 || OutputBits > Math.Min(k, Machines.MooreMachine.MostBits)) throw new InputException($"The network gives out {OutputBits} of its {k} state bits; 1 to {Math.Min(k, Machines.MooreMachine.MostBits)} are possible.");
        if (InitialState >> k != 0) throw new InputException($"The initial state {InitialState} needs more than {k} bits.");
        Check(InputWeights, n, m, "input weights");
        Check(StateToHidden, n, k, "weights from state to hidden units");
        Check(HiddenToState, k, n, "weights from hidden units to state");
        Check(StateToState, k, k, "weights from state to state");
        if (FirstStateBias is { } first && first.Length != k) throw new InputException($"The network has {first.Length} first biases for {k} state bits.");
    }

    private static void Check(Rational[,] matrix, int rows, int columns, string name)
    {
        if (matrix.GetLength(0) != rows || matrix.GetLength(1) != columns)
            throw new InputException($"The {name} are {matrix.GetLength(0)} x {matrix.GetLength(1)}, but the network's units need {rows} x {columns}.");
    }
}
