using System.Text;
using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Specifications;
using Assay.Threshold.Tests.Networks;

namespace Assay.Threshold.Tests.Specifications;

public sealed class SpecificationReaderTests : IDisposable
{
    private const string Parity = """
        {
          // comments and a comma at the end are fine
          "kind": "automaton", "inputs": 1, "initial": "even",
          "states": {
            "even": {"output": "0", "next": {"0": "even", "1": "odd"}},
            "odd": {"output": "1", "next": {"0": "odd", "1": "even"}},
          },
        }
        """;

    private const string Adder = """
        {"kind": "automaton", "inputs": ["a", "b"], "outputs": ["sum"], "initial": "none", "states": {
          "none": {"next": {"00": {"to": "none", "output": 0}, "10": {"to": "none", "output": 1}, "01": {"to": "none", "output": 1}, "11": {"to": "carry", "output": 0}}},
          "carry": {"next": {"00": {"to": "none", "output": 1}, "10": {"to": "carry", "output": 0}, "01": {"to": "carry", "output": 0}, "11": {"to": "carry", "output": 1}}}}}
        """;

    private const string Bytes = "\"[]{},:01ab*|()!?\\x9é\u0000\ud83d";

    private static readonly string[] All =
    [
        Parity, Adder,
        """{"kind": "regex", "letters": {"a": "01", "b": "10"}, "pattern": "(a|b)* a{2,3} !b"}""",
        """{"kind": "sequences", "letters": ["x", "y"], "positive": ["x y", "x"], "negative": ["y"], "steps": [{"input": "y y x", "output": "0?1"}]}""",
        """{"kind": "temporal", "inputs": ["p", "q"], "property": "y iff p held since (q within the last 2 steps)"}""",
        """{"kind": "network", "inputs": 2, "outputs": 1, "initialState": "0", "hidden": [{"inputs": [-1, "-1"], "state": [0], "bias": "3/2"}, {"inputs": [1, 1], "state": [0], "bias": -0.5}], "state": [{"hidden": [1, 1], "state": [1], "bias": "-1/2", "firstBias": "1/2"}]}""",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Automata_AreTheBuiltInMachines()
    {
        Same(BuiltInMachines.Create("parity"), SpecificationReader.Parse(Parity).Machine);
        var adder = SpecificationReader.Parse(Adder);
        Same(BuiltInMachines.Create("serial-adder"), adder.Machine);
        Assert.Equal((2, 4), (adder.SourceStates, adder.Machine.States));
        Assert.Equal(["a", "b"], adder.InputNames);
        Assert.Equal(["even", "odd"], SpecificationReader.Parse(Parity).StateNames);
    }

    [Fact]
    public void EqualStates_AreJoinedAndNamed()
    {
        var specification = SpecificationReader.Parse("""
            {"kind": "automaton", "inputs": 1, "initial": "a", "states": {
              "a": {"output": 0, "next": {"0": "b", "1": "c"}}, "b": {"output": 0, "next": {"0": "a", "1": "c"}}, "c": {"output": 1, "next": {"0": "c", "1": "c"}}}}
            """);
        Assert.Equal((3, 2), (specification.SourceStates, specification.Machine.States));
        Assert.Equal(["a = b", "c"], specification.StateNames);
    }

    [Fact]
    public void Network_IsItsMachine()
    {
        var specification = SpecificationReader.Parse(All[^1]);
        Same(BuiltInMachines.Create("equal-so-far"), specification.Machine);
        Assert.Equal(SpecificationKind.Network, specification.Kind);
    }

    [Fact]
    public void NetworkFile_KeepsEveryNumber()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 50; trial++)
        {
            var network = trial == 0 ? ThresholdNetwork.EqualSoFarOfTheTextbook : RandomNetworks.Create(random, random.Next(0, 4), random.Next(0, 4), random.Next(1, 4));
            var file = Path.Combine(_folder, "net.json");
            NetworkFile.Write(file, network);
            var read = NetworkFile.Read(file);
            Assert.Equal(network.InputWeights.Cast<Rational>(), read.InputWeights.Cast<Rational>());
            Assert.Equal(network.StateToHidden.Cast<Rational>(), read.StateToHidden.Cast<Rational>());
            Assert.Equal(network.HiddenBias, read.HiddenBias);
            Assert.Equal(network.HiddenToState.Cast<Rational>(), read.HiddenToState.Cast<Rational>());
            Assert.Equal(network.StateToState.Cast<Rational>(), read.StateToState.Cast<Rational>());
            Assert.Equal(network.StateBias, read.StateBias);
            Assert.Equal(network.FirstStateBias, read.FirstStateBias);
            Assert.Equal((network.InitialState, network.OutputBits, network.InputBits), (read.InitialState, read.OutputBits, read.InputBits));
        }
    }

    [Fact]
    public void BuiltInNames_AndFiles_AreOpened()
    {
        Assert.Equal(SpecificationKind.BuiltIn, SpecificationReader.Open("mod-3").Kind);
        var file = Path.Combine(_folder, "parity.json");
        File.WriteAllText(file, Parity);
        Assert.Equal(SpecificationKind.Automaton, SpecificationReader.Open(file).Kind);
        Assert.Contains("no built-in", Assert.Throws<InputException>(() => SpecificationReader.Open("parrity")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no specification file", Assert.Throws<InputException>(() => SpecificationReader.Open(Path.Combine(_folder, "none.json"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<InputException>(() => SpecificationReader.Read(Path.Combine(_folder, "none.json"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Description_IsTaken() =>
        Assert.Equal("Even or odd?", SpecificationReader.Parse(Parity.Replace("\"kind\"", "\"description\": \"Even or odd?\", \"kind\"", StringComparison.Ordinal)).Description);

    [Theory]
    [InlineData("", "spec.json, line 1")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{\n\"kind\": \"automaton\",\n oops}", "spec.json, line 3")]
    [InlineData("""{"kind": "automaton", "kind": "regex"}""", "spec.json")]
    [InlineData("""{}""", "lacks \"kind\"")]
    [InlineData("""{"kind": "fsm"}""", "kind is 'fsm'; give automaton")]
    [InlineData("""{"kind": 1}""", "kind is not a text")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": 0, "next": {"0": "a"}}}}""", "states.a.next says nothing of the letter '1'")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": 0, "next": {"0": "a", "1": "b"}}}}""", "is 'b', which is not one of the states")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "z", "states": {"a": {"output": 0, "next": {"0": "a", "1": "a"}}}}""", "initial is 'z', which is not one of the states")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": 0, "next": {"0": "a", "1": "a", "2": "a"}}}}""", "unknown symbol '2'")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": 0, "next": {"0": "a", "1": "a"}}, "b": {"output": 0, "next": {"0": "a", "1": "a"}}}}""", "the state 'b', to which no sequence leads")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": 2, "next": {"0": "a", "1": "a"}}}}""", "states.a.output is not a whole number from 0 to 1")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "outputs": 2, "initial": "a", "states": {"a": {"output": "0", "next": {"0": "a", "1": "a"}}}}""", "is not 2 bits of 0 and 1, but '0'")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"output": 0, "next": {"0": "a", "1": "b"}}, "b": {"next": {"0": "a", "1": "a"}}}}""", "lacks \"output\", which other states have")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {}}""", "states is empty")]
    [InlineData("""{"kind": "automaton", "inputs": 1, "initial": "a", "states": {"a": {"outptu": 0}}}""", "unknown property 'outptu'; it may have output, next")]
    [InlineData("""{"kind": "regex", "pattern": "a"}""", "lacks \"letters\"")]
    [InlineData("""{"kind": "regex", "inputs": 33, "pattern": "a"}""", "inputs is not a whole number from 0 to 32")]
    [InlineData("""{"kind": "regex", "inputs": 20, "pattern": "a"}""", "gives 2^20 letters")]
    [InlineData("""{"kind": "regex", "letters": [], "pattern": "a"}""", "letters is empty")]
    [InlineData("""{"kind": "regex", "letters": ["a", "a"], "pattern": "a"}""", "the letter 'a' twice")]
    [InlineData("""{"kind": "regex", "letters": ["a b"], "pattern": "a"}""", "no spaces")]
    [InlineData("""{"kind": "regex", "letters": {"a": "0", "b": "0"}, "pattern": "a"}""", "the bits of 'a'")]
    [InlineData("""{"kind": "regex", "letters": {"a": 0}, "pattern": "a"}""", "is not the letter's bits as text")]
    [InlineData("""{"kind": "regex", "letters": ["a"], "outputs": 2, "pattern": "a"}""", "says yes or no")]
    [InlineData("""{"kind": "regex", "letters": ["a"], "pattern": "b"}""", "spec.json: Pattern, column 1")]
    [InlineData("""{"kind": "temporal", "inputs": ["p", "p"], "property": "p"}""", "names the input 'p' twice")]
    [InlineData("""{"kind": "temporal", "inputs": ["p"]}""", "either \"property\" or \"properties\"")]
    [InlineData("""{"kind": "temporal", "inputs": ["p"], "property": "q"}""", "spec.json: Property, column 1")]
    [InlineData("""{"kind": "network", "inputs": 1, "hidden": [], "state": []}""", "state has 0 bits")]
    [InlineData("""{"kind": "network", "inputs": 1, "hidden": [{"inputs": [1, 1], "bias": 0}], "state": [{"bias": 0}]}""", "has 2 weights; this network's units take 1")]
    [InlineData("""{"kind": "network", "inputs": 1, "hidden": [{"inputs": ["x"], "bias": 0}], "state": [{"bias": 0}]}""", "hidden[0].inputs[0] is not a number such as 2, \"3/2\" or 0.25, but 'x'")]
    [InlineData("""{"kind": "network", "inputs": 1, "hidden": [], "state": [{"bias": 1e9}]}""", "is not a number such as")]
    [InlineData("""{"kind": "network", "inputs": 1, "initialState": "00", "hidden": [], "state": [{"bias": 0}]}""", "initialState is not 1 bit")]
    public void WrongSpecification_IsOneSentence(string text, string message)
    {
        var thrown = Assert.Throws<InputException>(() => SpecificationReader.Parse(text, "spec.json")).Message;
        Assert.StartsWith("spec.json", thrown, StringComparison.Ordinal);
        Assert.Contains(message, thrown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", thrown, StringComparison.Ordinal);
    }

    /// <summary>Changed bytes and changed structure: a specification that minimises, or an input error, and soon.</summary>
    [Fact]
    public void MutatedSpecifications_AreReadOrRefused()
    {
        var random = new Random(12);
        var options = new SpecificationOptions { TimeLimit = TimeSpan.FromSeconds(0.2) };
        var (read, refused) = (0, 0);
        for (var trial = 0; trial < 24_000; trial++)
        {
            var text = All[random.Next(All.Length)];
            for (var change = random.Next(1, 3); change > 0; change--)
            {
                var (at, other) = (random.Next(text.Length), random.Next(text.Length));
                var (from, to) = (Math.Min(at, other), Math.Min(Math.Max(at, other), Math.Min(at, other) + 12));
                text = random.Next(5) switch
                {
                    0 => text[..at] + Bytes[random.Next(Bytes.Length)] + text[(at + 1)..],
                    1 => text[..from] + text[to..],
                    2 => text[..at] + text[from..to] + text[at..],
                    3 => text[..at] + random.Next(-5, 2000) + text[at..],
                    _ => text.Replace(text[at], text[other]),
                };
                if (text.Length == 0) text = "{";
            }
            try
            {
                Assert.True(SpecificationReader.Parse(Encoding.UTF8.GetBytes(text), "spec", options).Machine.States > 0);
                read++;
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.True(read > 500 && refused > 5_000, $"{read}, {refused}");
    }

    [Fact]
    public void TooManyWeights_AreRefusedBeforeTheyTakeMemory()
    {
        var text = $$"""{"kind": "network", "inputs": 32, "hidden": [{{string.Join(',', Enumerable.Repeat("{\"bias\":0}", 150_000))}}], "state": [{{string.Join(',', Enumerable.Repeat("{\"bias\":0}", 62))}}]}""";
        Assert.Contains("weights are possible", Assert.Throws<InputException>(() => SpecificationReader.Parse(text)).Message, StringComparison.Ordinal);
    }

    private static void Same(MooreMachine expected, MooreMachine actual)
    {
        Assert.Equal(expected.States, actual.States);
        foreach (var word in Words.Of(expected.Letters.Count, expected.Letters.Count == 2 ? 10 : 5))
        {
            var bits = word.Select(letter => expected.Letters[letter].Bits).ToArray();
            var places = bits.Select(one => actual.Letters.Select((letter, at) => (letter, at)).First(pair => pair.letter.Bits == one).at);
            Assert.Equal(expected.Run(word), actual.Run(places));
        }
    }
}
