using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications;
using Assay.Threshold.Specifications.Sequences;
using Assay.Threshold.Tests.Machines;

namespace Assay.Threshold.Tests.Specifications;

public class LabelledSequencesTests
{
    private static readonly Letter[] Letters = Words.Letters(2, 1);

    /// <summary>No machine of fewer states agrees, as trying all of them shows.</summary>
    [Fact]
    public void Machine_AgreesAndIsTheSmallest()
    {
        var random = new Random(6);
        var sizes = new HashSet<int>();
        for (var trial = 0; trial < 40; trial++)
        {
            var truth = RandomMachines.Create(random, random.Next(1, 5), 1, 1);
            var sequences = Enumerable.Range(0, random.Next(1, 25)).Select(i => Labelled(truth, [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(2))], random.Next(2) == 0, $"{i}")).ToArray();
            var found = LabelledSequences.Smallest(sequences, Letters, 1, 1, TimeSpan.FromSeconds(20));
            Assert.True(found.IsSmallest);
            Assert.True(Agrees(found.Machine, sequences));
            Assert.True(found.Machine.States <= truth.States);
            sizes.Add(found.Machine.States);
            for (var states = 1; states < Math.Min(found.Machine.States, 4); states++) Assert.DoesNotContain(AllMachines(states), machine => Agrees(machine, sequences));
        }
        Assert.True(sizes.Count >= 3);
    }

    [Fact]
    public void EnoughSequences_GiveTheMachineBack()
    {
        var truth = BuiltInMachines.Create("mod-3");
        var sequences = Words.Of(2, 7).Where(word => word.Length == 7).Select((word, i) => Labelled(truth, word, everyStep: true, $"{i}")).ToArray();
        var found = LabelledSequences.Smallest(sequences, truth.Letters, 1, 1, TimeSpan.FromSeconds(20));
        Assert.True(found.IsSmallest);
        Assert.Equal(3, found.Machine.States);
        foreach (var word in Words.Of(2, 10)) Assert.Equal(truth.Run(word).Last(), found.Machine.Run(word).Last());
    }

    [Fact]
    public void Contradiction_IsTheShortestPair()
    {
        var thrown = Assert.Throws<InputException>(() => SpecificationReader.Parse("""
            {"kind": "sequences", "letters": ["a", "b"], "positive": ["a b a b", "b a", "b b"], "negative": ["a b a b", "b", "b a"]}
            """, "spec.json"));
        Assert.Equal("spec.json: positive[1] and negative[2] contradict each other: after b a the one wants 1, the other 0. No shorter pair does.", thrown.Message);
        // Between an output along the way and one at an end, too.
        thrown = Assert.Throws<InputException>(() => SpecificationReader.Parse("""
            {"kind": "sequences", "letters": ["a", "b"], "positive": ["a b"], "steps": [{"input": "a b a", "output": "100"}]}
            """, "spec.json"));
        Assert.Contains("positive[0] and steps[0] contradict each other: after a b", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sequences_AreReadInEveryForm()
    {
        var specification = SpecificationReader.Parse("""
            {"kind": "sequences", "inputs": 1, "steps": [{"input": "0110", "output": "0100"}, {"input": ["1", "1"], "output": [1, null]}, {"input": "1 0 1", "output": "??0"}]}
            """);
        Assert.Equal([0u, 1u, 0u, 0u], specification.Machine.Run([0, 1, 1, 0]));
        Assert.Equal(1u, specification.Machine.Run([1]).Last());
        Assert.Equal(0u, specification.Machine.Run([1, 0, 1]).Last());
        Assert.StartsWith("The smallest machine that agrees with 3 sequences", specification.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind": "sequences", "letters": ["a"], "positive": [""]}""", "positive[0] is empty")]
    [InlineData("""{"kind": "sequences", "letters": ["a"]}""", "has no sequences")]
    [InlineData("""{"kind": "sequences", "letters": ["a"], "positive": ["a c"]}""", "positive[0] has the unknown symbol 'c'")]
    [InlineData("""{"kind": "sequences", "letters": ["a"], "steps": [{"input": "a a", "output": "1"}]}""", "has 1 outputs for 2 letters")]
    [InlineData("""{"kind": "sequences", "letters": ["a"], "steps": [{"input": "a", "output": "x"}]}""", "the output 'x'")]
    [InlineData("""{"kind": "sequences", "letters": ["a"], "outputs": 2, "positive": ["a"]}""", "several outputs")]
    public void WrongSequences_AreRefused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => SpecificationReader.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void TooMany_AreRefused()
    {
        var random = new Random(1);
        var sequences = Enumerable.Range(0, 3_000).Select(i => Labelled(BuiltInMachines.Create("parity"), [.. Enumerable.Range(0, 40).Select(_ => random.Next(2))], false, $"{i}")).ToArray();
        Assert.Contains("different beginnings", Assert.Throws<InputException>(() => LabelledSequences.Smallest(sequences, Letters, 1, 1, TimeSpan.FromSeconds(1))).Message, StringComparison.Ordinal);
    }

    private static LabelledSequence Labelled(MooreMachine truth, int[] word, bool everyStep, string place)
    {
        var outputs = truth.Run(word).Select(output => (ulong?)output).ToArray();
        if (!everyStep) Array.Fill(outputs, null, 0, outputs.Length - 1);
        return new(word, outputs, place);
    }

    private static bool Agrees(MooreMachine machine, IEnumerable<LabelledSequence> sequences) =>
        sequences.All(sequence => machine.Run(sequence.Letters).Zip(sequence.Outputs).All(pair => pair.Second is null || pair.First == pair.Second));

    private static IEnumerable<MooreMachine> AllMachines(int states)
    {
        var transitions = (int)Math.Pow(states, 2 * states);
        for (var number = 0; number < transitions; number++)
        {
            var next = new int[2 * states];
            for (int i = 0, rest = number; i < next.Length; i++, rest /= states) next[i] = rest % states;
            for (var outputs = 0; outputs < 1 << states; outputs++)
            {
                for (var initial = 0; initial < states; initial++) yield return new(Letters, 1, 1, initial, [.. Enumerable.Range(0, states).Select(i => (ulong)(outputs >> i & 1))], next);
            }
        }
    }
}
