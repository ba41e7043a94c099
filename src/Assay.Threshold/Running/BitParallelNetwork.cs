using System.Numerics;
using Assay.Core.Errors;
using Assay.Threshold.Networks;
using Assay.Threshold.Networks.Internals;
using Assay.Threshold.Running.Internals;

namespace Assay.Threshold.Running;

/// <summary>
/// A network that takes many sequences at once, a step of each in one go: bit i of word w belongs to sequence 64·w + i. Every unit is a Boolean function
/// (its decision diagram, or an adder where that is smaller), and all of them are one program of bit operations, which runs over blocks of words that
/// stay in the cache. The results are those of <see cref="NetworkSteps"/>, bit for bit. Not for use by several threads at once: give each its own.
/// <code>
/// var fast = BitParallelNetwork.Of(network, words: 16); // 1,024 sequences
/// fast.Step(inputs, outputs);                           // [m, 16], [p, 16]
/// </code>
/// </summary>
public sealed unsafe class BitParallelNetwork
{
    // The first-level caches in use; large programs get blocks that are long enough for their operations to outweigh the interpretation,
    // and keep them in the second-level cache. Tuned on networks of 6 to 2,000 operations a step (bench/results/threshold.md).
    private const int RegisterBytes = 32 << 10;
    private const int MostBlockWords = 512;
    private const int VectorWords = 8;
    private const int LeastBlockWords = 128;
    private const int MostOperations = 1 << 22;

    private readonly StepProgram _next;
    private readonly StepProgram? _first;
    private readonly ulong _initial;
    private readonly int _blockWords;
    private readonly VectorWidth _width;
    private readonly ulong[] _state;     // [k, words]
    private readonly ulong[] _registers; // a block each
    private readonly nint[] _places;     // of each register, where its block lies
    private readonly int _aligned;       // where in the registers the first aligned word is
    private bool _isFirst;

    private BitParallelNetwork(ThresholdNetwork network, int words, VectorWidth width)
    {
        (InputBits, OutputBits, StateBits, Words, _initial, _width) = (network.InputBits, network.OutputBits, network.StateBits, words, network.InitialState, width);
        var circuit = new BooleanCircuit(InputBits, StateBits);
        var (next, first) = UnitCircuits.Of(circuit, WholeUnits.Of(network));
        _next = StepProgram.Of(circuit, next);
        if (network.FirstStateBias is not null) _first = StepProgram.Of(circuit, first);
        if (OperationsPerStep > MostOperations)
            throw new InputException($"A step of the network takes {OperationsPerStep} bit operations, more than {MostOperations}; take its sequences one by one with NetworkSteps.");
        var registers = Math.Max(_next.Registers, _first?.Registers ?? 0);
        _blockWords = Math.Clamp(RegisterBytes / sizeof(ulong) / registers / VectorWords * VectorWords, LeastBlockWords, MostBlockWords);
        _blockWords = Math.Min(_blockWords, (words + VectorWords - 1) / VectorWords * VectorWords);
        _state = GC.AllocateArray<ulong>(StateBits * words, pinned: true);
        _registers = GC.AllocateArray<ulong>((registers + 1) * _blockWords, pinned: true);
        _places = new nint[registers];
        fixed (ulong* start = _registers) _aligned = (int)((64 - ((nint)start & 63)) % 64 / sizeof(ulong));
        _registers.AsSpan(_aligned + _blockWords * BooleanCircuit.Always, _blockWords).Fill(ulong.MaxValue);
        Reset();
    }

    /// <summary>m: input bits of a step.</summary>
    public int InputBits { get; }

    /// <summary>k: state bits.</summary>
    public int StateBits { get; }

    /// <summary>p: output bits of a step.</summary>
    public int OutputBits { get; }

    /// <summary>Words of a bit: 64 sequences each.</summary>
    public int Words { get; }

    /// <summary>How many sequences there are.</summary>
    public long Sequences => 64L * Words;

    /// <summary>How many operations on words a step takes, for 64 sequences.</summary>
    public int OperationsPerStep => _next.Operations.Length;

    /// <summary>Compiles a network; all sequences are before their first step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="words">64 sequences each. From a few hundred on, a step of a small network takes as long as its bit operations.</param>
    /// <exception cref="InputException">The parts of the network do not fit each other, or it takes millions of operations.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no word, or more than an array of the state can have.</exception>
    public static BitParallelNetwork Of(ThresholdNetwork network, int words) => Of(network, words, WordKernels.Widest);

    internal static BitParallelNetwork Of(ThresholdNetwork network, int words, VectorWidth width)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(words, 1);
        network.Validate();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)words * network.StateBits, Array.MaxLength, nameof(words));
        return new(network, words, width);
    }

    /// <summary>Puts all sequences before their first step.</summary>
    public void Reset()
    {
        for (var j = 0; j < StateBits; j++) _state.AsSpan(j * Words, Words).Fill((_initial >> j & 1) != 0 ? ulong.MaxValue : 0);
        _isFirst = true;
    }

    /// <summary>The state of the sequences, [k, words].</summary>
    public ReadOnlySpan<ulong> State => _state;

    /// <summary>One step of every sequence.</summary>
    /// <param name="inputs">Input bits, [m, words].</param>
    /// <param name="outputs">Output bits, [p, words]; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">The lengths are others.</exception>
    public void Step(ReadOnlySpan<ulong> inputs, Span<ulong> outputs) => Run(inputs, outputs, 1);

    /// <summary>Many steps of every sequence.</summary>
    /// <param name="inputs">Input bits, [steps, m, words].</param>
    /// <param name="outputs">Output bits, [steps, p, words]; must not overlap the inputs.</param>
    /// <param name="steps">How many steps.</param>
    /// <exception cref="ArgumentException">The lengths are others, or the memory overlaps.</exception>
    public void Run(ReadOnlySpan<ulong> inputs, Span<ulong> outputs, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        CheckLength(inputs.Length, InputBits, steps, nameof(inputs));
        CheckLength(outputs.Length, OutputBits, steps, nameof(outputs));
        if (inputs.Overlaps(outputs)) throw new ArgumentException("The outputs overlap the inputs; give them memory of their own.", nameof(outputs));
        if (steps == 0) return;
        fixed (ulong* input = inputs, output = outputs, state = _state, registers = &_registers[_aligned])
        {
            for (var start = 0; start < Words; start += _blockWords)
            {
                var count = Math.Min(_blockWords, Words - start);
                ulong* from = input + start, to = output + start;
                var left = steps;
                if (_isFirst && _first is not null)
                {
                    Block(_first, from, to, state + start, registers, count, 1);
                    from += (long)InputBits * Words;
                    to += (long)OutputBits * Words;
                    left--;
                }
                Block(_next, from, to, state + start, registers, count, left);
            }
        }
        _isFirst = false;
    }

    // A program over the same words through all steps: registers and state stay in the cache.
    private void Block(StepProgram program, ulong* input, ulong* output, ulong* state, ulong* registers, int count, int steps)
    {
        var places = _places.AsSpan(0, program.Registers);
        for (var r = 0; r < places.Length; r++) places[r] = (nint)(registers + (long)r * _blockWords);
        var states = places.Slice(2 + InputBits, StateBits);
        for (var j = 0; j < states.Length; j++) states[j] = (nint)(state + (long)j * Words);
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < InputBits; i++, input += Words) places[2 + i] = (nint)input;
            foreach (ref readonly var operation in program.Operations.AsSpan())
                WordKernels.Apply(operation.Kind, (ulong*)places[operation.Target], (ulong*)places[operation.A], (ulong*)places[operation.B], (ulong*)places[operation.C], count, _width);
            // What was the next state is the state, and its old place takes the next one.
            for (var j = 0; j < states.Length; j++) (states[j], places[program.Results[j]]) = (places[program.Results[j]], states[j]);
            for (var j = 0; j < OutputBits; j++, output += Words) new ReadOnlySpan<ulong>((ulong*)states[j], count).CopyTo(new(output, count));
        }
        for (var j = 0; j < states.Length; j++)
        {
            var home = state + (long)j * Words;
            if ((ulong*)states[j] != home) new ReadOnlySpan<ulong>((ulong*)states[j], count).CopyTo(new(home, count));
        }
    }

    private void CheckLength(int length, int bits, int steps, string name)
    {
        var expected = (BigInteger)bits * steps * Words;
        if (length != expected) throw new ArgumentException($"{steps} steps of {bits} bits and {Words} words are {expected} words, not {length}.", name);
    }
}
