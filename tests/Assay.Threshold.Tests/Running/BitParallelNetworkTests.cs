using System.Numerics;
using Assay.Core.Errors;
using Assay.Core.Randomness;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Running;
using Assay.Threshold.Running.Internals;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Tests.Networks;

namespace Assay.Threshold.Tests.Running;

public sealed class BitParallelNetworkTests
{
    [Fact]
    public void Textbook_TakesAFewOperations_AndSaysWhetherAllPairsHaveMatched()
    {
        var fast = BitParallelNetwork.Of(ThresholdNetwork.EqualSoFarOfTheTextbook, 1);
        Assert.InRange(fast.OperationsPerStep, 1, 6);
        var output = new ulong[1];
        // Sequences of one step: 00, 10, 01, 11.
        fast.Step([0b1010, 0b1100], output);
        Assert.Equal(0b1001UL, output[0] & 0b1111);
        fast.Step([0, 0], output);
        Assert.Equal(0b1001UL, output[0] & 0b1111);
        Assert.Equal(output[0], fast.State[0]);
        fast.Reset();
        fast.Step([0, 0], output);
        Assert.Equal(ulong.MaxValue, output[0]);
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(0, 3, 2)]
    [InlineData(2, 3, 3)]
    [InlineData(5, 20, 6)]
    [InlineData(3, 300, 8)]
    public void RandomNetworks_StepAsTheExactStepFunction(int inputs, int hidden, int state)
    {
        var random = new Random(inputs + 10 * hidden);
        for (var trial = 0; trial < (hidden > 100 ? 3 : 40); trial++) AssertSame(RandomNetworks.Create(random, inputs, hidden, state), words: 1 + trial % 3, steps: 20);
    }

    [Fact]
    public void EveryWidth_GivesTheSame()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 20; trial++)
        {
            // Blocks of 512 words and rests that fill no register.
            var network = RandomNetworks.Create(random, 2, 4, 3);
            var widths = new[] { VectorWidth.Scalar, VectorWidth.Bits256, VectorWidth.Bits512 };
            var all = widths.Select(width => BitParallelNetwork.Of(network, 1041 + trial, width)).ToArray();
            var (stream, steps) = (RandomStream.Split(1, (ulong)trial), 3);
            var inputs = Bits(stream, steps * 2 * all[0].Words);
            var outputs = all.Select(_ => new ulong[steps * all[0].Words]).ToArray();
            for (var i = 0; i < all.Length; i++) all[i].Run(inputs, outputs[i], steps);
            Assert.Equal(outputs[0], outputs[1]);
            Assert.Equal(outputs[0], outputs[2]);
            Assert.True(all[0].State.SequenceEqual(all[2].State));
        }
    }

    [Fact]
    public void EveryFunctionOfWords_IsItsTwin()
    {
        var values = Bits(new RandomStream(3), 3 * 29);
        foreach (var kind in Enum.GetValues<OperationKind>())
        {
            Assert.Equal(Apply(kind, values, VectorWidth.Scalar), Apply(kind, values, VectorWidth.Bits256));
            Assert.Equal(Apply(kind, values, VectorWidth.Scalar), Apply(kind, values, VectorWidth.Bits512));
        }
    }

    // Weights of 40 digits that differ in all of them: no diagram of these is small, so they are added.
    [Fact]
    public void WeightsOfAnySize_AreAdded()
    {
        var random = new Random(5);
        Rational Weight() => new(BigInteger.Parse(string.Concat(Enumerable.Range(0, 40).Select(_ => (char)('0' + random.Next(10)))), System.Globalization.CultureInfo.InvariantCulture) * (random.Next(2) == 0 ? 1 : -1), BigInteger.Pow(10, 39) + random.Next(7));
        var (m, n, k) = (24, 3, 10);
        var network = new ThresholdNetwork
        {
            InputWeights = Matrix(n, m, Weight),
            StateToHidden = Matrix(n, k, Weight),
            HiddenBias = [Weight(), Weight(), Weight()],
            HiddenToState = Matrix(k, n, Weight),
            StateToState = Matrix(k, k, Weight),
            StateBias = Vector(k, Weight),
            FirstStateBias = Vector(k, Weight),
            OutputBits = 2,
        };
        AssertSame(network, 2, 30);
    }

    [Fact]
    public void Adders_AreDiagrams()
    {
        var random = new Random(6);
        for (var trial = 0; trial < 200; trial++)
        {
            var count = random.Next(9);
            var terms = Enumerable.Range(0, count).Select(i => (Weight: (BigInteger)(random.Next(2) == 0 ? random.Next(1, 20) : -random.Next(1, 20)), Variable: 2 + i)).ToArray();
            var bound = (BigInteger)random.Next(-40, 41);
            var circuit = new BooleanCircuit(count, 0);
            var diagram = ThresholdDiagram<BigInteger>.Of(circuit, terms, bound, 10_000)!.Value;
            var sum = BitSlicedSum.Of(circuit, terms, bound);
            for (var x = 0; x < 1 << count; x++)
            {
                var expected = terms.Aggregate(BigInteger.Zero, (total, term) => (x >> (term.Variable - 2) & 1) != 0 ? total + term.Weight : total) > bound;
                Assert.Equal(expected, Value(circuit, diagram, x));
                Assert.Equal(expected, Value(circuit, sum, x));
            }
        }
    }

    [Fact]
    public void DiagramOfEqualWeights_IsAsSmallAsTheyAllow()
    {
        var circuit = new BooleanCircuit(100, 0);
        var terms = Enumerable.Range(0, 100).Select(i => ((Int128)7, 2 + i)).ToArray();
        Assert.NotNull(ThresholdDiagram<Int128>.Of(circuit, terms, 7 * 50, 51 * 50)); // more than 50 of 100: a lattice of 51 x 50
        Assert.Null(ThresholdDiagram<Int128>.Of(new(100, 0), terms, 7 * 50, 51 * 50 - 1));
    }

    [Fact]
    public void ConstructedNetworkOfThousandsOfUnits_IsCompiled()
    {
        var random = new Random(2);
        var letters = Enumerable.Range(0, 4).Select(bits => new Letter($"{bits}", (ulong)bits)).ToArray();
        var machine = new MooreMachine(letters, 2, 2, 0, [.. Enumerable.Range(0, 500).Select(_ => (ulong)random.Next(4))], [.. Enumerable.Range(0, 2000).Select(_ => random.Next(500))]).Minimise();
        var network = TransitionNetwork.Of(machine);
        Assert.InRange(network.HiddenUnits, 1_000, 4_000);
        AssertSame(network, 1, 50);
    }

    [Fact]
    public void WrongCalls_AreNamed()
    {
        var network = ThresholdNetwork.EqualSoFarOfTheTextbook;
        Assert.Throws<ArgumentOutOfRangeException>(() => BitParallelNetwork.Of(network, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitParallelNetwork.Of(RandomNetworks.Create(new(1), 1, 1, 8), int.MaxValue));
        var fast = BitParallelNetwork.Of(network, 2);
        Assert.Contains("1 steps of 2 bits and 2 words are 4 words, not 3", Assert.Throws<ArgumentException>(() => fast.Step(new ulong[3], new ulong[2])).Message, StringComparison.Ordinal);
        Assert.Contains("of 1 bits", Assert.Throws<ArgumentException>(() => fast.Step(new ulong[4], new ulong[3])).Message, StringComparison.Ordinal);
        var shared = new ulong[6];
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => fast.Step(shared.AsSpan(0, 4), shared.AsSpan(3, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => BitParallelNetwork.Of(new() { InputWeights = network.InputWeights, StateToHidden = network.StateToHidden, HiddenBias = network.HiddenBias, HiddenToState = network.HiddenToState, StateToState = network.StateToState, StateBias = network.StateBias, OutputBits = 2 }, 1));
    }

    private static void AssertSame(ThresholdNetwork network, int words, int steps)
    {
        var (m, p) = (network.InputBits, network.OutputBits);
        var fast = BitParallelNetwork.Of(network, words);
        var inputs = Bits(new RandomStream((ulong)(m + words)), steps * m * words);
        var outputs = new ulong[steps * p * words];
        // In pieces, so that the state between calls counts.
        var done = 0;
        foreach (var piece in (ReadOnlySpan<int>)[1, 0, 3, steps - 4])
        {
            fast.Run(inputs.AsSpan(done * m * words, piece * m * words), outputs.AsSpan(done * p * words, piece * p * words), piece);
            done += piece;
        }
        var exact = NetworkSteps.Of(network);
        for (var lane = 0; lane < 64 * words; lane += words == 1 && network.HiddenUnits < 1000 ? 1 : 37)
        {
            var state = network.InitialState;
            for (var t = 0; t < steps; t++)
            {
                state = exact.Next(state, Lane(inputs, t, m, words, lane), t == 0);
                Assert.Equal(state & (1UL << p) - 1, Lane(outputs, t, p, words, lane));
            }
            for (var j = 0; j < network.StateBits; j++) Assert.Equal(state >> j & 1, fast.State[j * words + lane / 64] >> lane & 1);
        }
    }

    private static ulong Lane(ulong[] bits, int step, int count, int words, int lane)
    {
        var value = 0UL;
        for (var i = 0; i < count; i++) value |= (bits[(step * count + i) * words + lane / 64] >> lane & 1) << i;
        return value;
    }

    private static ulong[] Bits(RandomStream stream, int words)
    {
        var bits = new ulong[words];
        for (var i = 0; i < words; i++) bits[i] = stream.NextUInt64();
        return bits;
    }

    private static unsafe ulong[] Apply(OperationKind kind, ulong[] values, VectorWidth width)
    {
        var result = new ulong[values.Length / 3];
        fixed (ulong* target = result, operands = values) WordKernels.Apply(kind, target, operands, operands + result.Length, operands + 2 * result.Length, result.Length, width);
        return result;
    }

    private static bool Value(BooleanCircuit circuit, int value, int x)
    {
        if (value < circuit.Given) return value == BooleanCircuit.Always || value > BooleanCircuit.Always && (x >> (value - 2) & 1) != 0;
        var (kind, _, a, b, c) = circuit.Operation(value);
        bool Of(int operand) => Value(circuit, operand, x);
        return kind switch
        {
            OperationKind.And => Of(a) && Of(b),
            OperationKind.AndNot => Of(a) && !Of(b),
            OperationKind.Or => Of(a) || Of(b),
            OperationKind.OrNot => Of(a) || !Of(b),
            OperationKind.Xor => Of(a) != Of(b),
            OperationKind.Choose => Of(a) ? Of(b) : Of(c),
            _ => Of(a),
        };
    }

    private static Rational[] Vector(int length, Func<Rational> weight) => [.. Enumerable.Range(0, length).Select(_ => weight())];

    private static Rational[,] Matrix(int rows, int columns, Func<Rational> weight)
    {
        var matrix = new Rational[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) matrix[i, j] = weight();
        }
        return matrix;
    }
}
