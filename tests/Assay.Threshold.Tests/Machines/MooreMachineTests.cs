using Assay.Core.Errors;
using Assay.Threshold.Machines;

namespace Assay.Threshold.Tests.Machines;

public sealed class MooreMachineTests
{
    [Theory]
    [InlineData("equal-so-far", 2)]
    [InlineData("parity", 2)]
    [InlineData("greater-lsb", 2)]
    [InlineData("mod-3", 3)]
    [InlineData("mod-12", 12)]
    [InlineData("detect-1011", 5)]
    [InlineData("serial-adder", 4)]
    public void BuiltIn_HasItsFewestStates(string name, int states) => Assert.Equal(states, BuiltInMachines.Create(name).States);

    [Fact]
    public void UnknownName_ListsTheKnown() =>
        Assert.Contains("parity", Assert.Throws<InputException>(() => BuiltInMachines.Create("equal")).Message, StringComparison.Ordinal);

    [Fact]
    public void BuiltIns_DoWhatTheirNamesSay()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 200; trial++)
        {
            var x = Enumerable.Range(0, 30).Select(_ => random.Next(4)).ToArray();
            if (trial % 2 == 0) for (var i = 0; i < 10; i++) x[i] = x[i] < 2 ? 0 : 3;
            var bits = x.Select(letter => letter & 1).ToArray();
            Assert.Equal(Prefixes(x).Select(p => p.All(l => l is 0 or 3) ? 1UL : 0), BuiltInMachines.Create("equal-so-far").Run(x));
            Assert.Equal(Prefixes(x).Select(p => Number(p, 0) > Number(p, 1) ? 1UL : 0), BuiltInMachines.Create("greater-lsb").Run(x));
            Assert.Equal(Prefixes(x).Select(p => (ulong)(Number(p, 0) + Number(p, 1) >> p.Length - 1 & 1)), BuiltInMachines.Create("serial-adder").Run(x));
            Assert.Equal(Prefixes(bits).Select(p => (ulong)(p.Sum() % 2)), BuiltInMachines.Create("parity").Run(bits));
            Assert.Equal(Prefixes(bits).Select(p => p.Sum() % 3 == 0 ? 1UL : 0), BuiltInMachines.Create("mod-3").Run(bits));
            Assert.Equal(Prefixes(bits).Select(p => p.Length > 3 && p[^4..] is [1, 0, 1, 1] ? 1UL : 0), BuiltInMachines.Create("detect-1011").Run(bits));
        }
        static IEnumerable<int[]> Prefixes(int[] x) => Enumerable.Range(1, x.Length).Select(length => x[..length]);
        static long Number(int[] p, int stream) => p.Select((letter, i) => (long)(letter >> stream & 1) << i).Sum();
    }

    [Fact]
    public void Minimised_AnswersAlike_AndHasAsManyStatesAsThereAreDifferentFutures()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 500; trial++)
        {
            var machine = RandomMachines.Create(random, random.Next(1, 12), random.Next(3), 1);
            var minimal = machine.Minimise();
            for (var run = 0; run < 5; run++)
            {
                var letters = Enumerable.Range(0, 40).Select(_ => random.Next(machine.Letters.Count)).ToArray();
                Assert.Equal(machine.Run(letters), minimal.Run(letters));
            }
            Assert.Equal(DifferentFutures(machine), minimal.States);
            Assert.Equal(minimal.States, minimal.Minimise().States);
        }
    }

    // Moore's table filling over the reachable states, written apart from Hopcroft's. States are told apart by their output and their futures;
    // an initial state that is never entered again by its futures alone.
    private static int DifferentFutures(MooreMachine machine)
    {
        var reached = new List<int> { machine.Initial };
        for (var at = 0; at < reached.Count; at++)
        {
            for (var letter = 0; letter < machine.Letters.Count; letter++)
            {
                if (!reached.Contains(machine.Next(reached[at], letter))) reached.Add(machine.Next(reached[at], letter));
            }
        }
        var unseen = !reached.Any(state => Enumerable.Range(0, machine.Letters.Count).Any(letter => machine.Next(state, letter) == machine.Initial));
        var classes = reached.ToDictionary(state => state, state => $"{machine.Output(state)}");
        for (var round = 0; round < reached.Count; round++)
            classes = reached.ToDictionary(state => state, state => Shorten($"{machine.Output(state)}:{Future(state, classes)}"));
        var seen = unseen ? reached.Skip(1).ToArray() : reached.ToArray();
        var count = seen.Select(state => classes[state]).Distinct().Count();
        return unseen && !seen.Any(state => Future(state, classes) == Future(machine.Initial, classes)) ? count + 1 : count;

        string Future(int state, Dictionary<int, string> of) => string.Join(',', Enumerable.Range(0, machine.Letters.Count).Select(letter => of[machine.Next(state, letter)]));
    }

    private static readonly Dictionary<string, string> Names = [];

    private static string Shorten(string name) => Names.TryGetValue(name, out var known) ? known : Names[name] = $"#{Names.Count}";

    [Fact]
    public void LargeMachine_IsMinimisedFast()
    {
        var machine = RandomMachines.Create(new Random(3), 100_000, 1, 1);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.InRange(machine.Minimise().States, 50_000, 100_000);
        Assert.True(clock.Elapsed.TotalSeconds < 20, $"{clock.Elapsed.TotalSeconds} s");
    }

    [Theory]
    [InlineData("no states", 1, 1, 0, new ulong[0], new int[0])]
    [InlineData("not one of the 1 states", 1, 1, 1, new ulong[] { 0 }, new[] { 0, 0 })]
    [InlineData("take 2", 1, 1, 0, new ulong[] { 0 }, new[] { 0 })]
    [InlineData("goes to state 3", 1, 1, 0, new ulong[] { 0 }, new[] { 0, 3 })]
    [InlineData("output 2 needs", 1, 1, 0, new ulong[] { 2 }, new[] { 0, 0 })]
    [InlineData("letter 'b' needs", 0, 1, 0, new ulong[] { 0 }, new[] { 0, 0 })]
    [InlineData("40 input bits", 40, 1, 0, new ulong[] { 0 }, new[] { 0, 0 })]
    [InlineData("0 output bits", 1, 0, 0, new ulong[] { 0 }, new[] { 0, 0 })]
    public void WrongMachine_SaysWhatIsWrong(string part, int inputBits, int outputBits, int initial, ulong[] outputs, int[] next) =>
        Assert.Contains(part, Assert.Throws<InputException>(() => new MooreMachine([new("a", 0), new("b", 1)], inputBits, outputBits, initial, outputs, next)).Message, StringComparison.Ordinal);

    [Fact]
    public void LettersOfTheSameBits_AreRefused() =>
        Assert.Contains("'a' and 'b'", Assert.Throws<InputException>(() => new MooreMachine([new("a", 1), new("b", 1)], 1, 1, 0, [0], [0, 0])).Message, StringComparison.Ordinal);
}
