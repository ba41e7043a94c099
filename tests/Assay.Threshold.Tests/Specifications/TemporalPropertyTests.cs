using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications;
using Assay.Threshold.Specifications.Temporal;

namespace Assay.Threshold.Tests.Specifications;

public class TemporalPropertyTests
{
    private static readonly Letter[] Letters = [new("00", 0), new("10", 1), new("01", 2), new("11", 3)];

    [Fact]
    public void RandomProperties_EqualTheDefinition()
    {
        var random = new Random(8);
        var words = Words.Of(4, 5).Where(word => word.Length == 5).ToArray();
        var (held, failed) = (0, 0);
        for (var trial = 0; trial < 600; trial++)
        {
            var property = RandomProperty.Create(random, 4);
            var machine = TemporalProperty.ToMachine([property.Text], ["p", "q"], Letters).Minimise();
            for (var draw = 0; draw < 60; draw++)
            {
                var word = words[random.Next(words.Length)];
                var outputs = machine.Run(word).ToArray();
                for (var t = 0; t < word.Length; t++)
                {
                    Assert.True(property.Holds(word, t) == (outputs[t] == 1), $"{property.Text} at step {t} of {string.Join(' ', word)}");
                    if (outputs[t] == 1) held++;
                    else failed++;
                }
            }
        }
        Assert.True(held > 20_000 && failed > 20_000, $"{held}, {failed}");
    }

    [Theory]
    [InlineData("y iff p held since q", 2)]
    [InlineData("always p so far", 2)]
    [InlineData("p within the last 5 steps", 6)]
    [InlineData("previously previously p", 8)] // the last three p, of which the first is seen
    [InlineData("p and not q or p xor q", 2)]
    [InlineData("p -> q -> p", 1)]
    public void Properties_HaveTheSmallestMachine(string text, int states)
    {
        var specification = SpecificationReader.Parse($$"""{"kind": "temporal", "inputs": ["p", "q"], "property": "{{text}}"}""");
        Assert.Equal(states, specification.Machine.States);
    }

    [Fact]
    public void SeveralProperties_AreSeveralOutputs()
    {
        var specification = SpecificationReader.Parse("""{"kind": "temporal", "inputs": ["p"], "properties": {"ever": "once p", "yet": "always p"}}""");
        Assert.Equal(["ever", "yet"], specification.OutputNames);
        Assert.Equal([3u, 1u, 1u], specification.Machine.Run([1, 0, 1]));
    }

    [Theory]
    [InlineData("", "column 1: something is missing")]
    [InlineData("p and", "column 6: something is missing")]
    [InlineData("(p", "column 3: a ')' is missing")]
    [InlineData("p q", "column 3: 'q' has no place here")]
    [InlineData("r", "column 1: there is no input 'r'")]
    [InlineData("p held q", "column 8: 'since' is missing")]
    [InlineData("p within 3", "'last' is missing")]
    [InlineData("p within last x", "a number of steps")]
    [InlineData("p within last 99999999", "a number of steps")]
    [InlineData("always p so q", "'far' is missing")]
    [InlineData("and p", "'and' stands where an input should")]
    [InlineData("p @ q", "column 3: '@' has no place here")]
    public void WrongProperty_NamesItsColumn(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => TemporalProperty.ToMachine([text], ["p", "q"], Letters)).Message, StringComparison.Ordinal);

    [Fact]
    public void AbsurdProperties_AreRefused()
    {
        Assert.Contains("nested", Assert.Throws<InputException>(() => TemporalProperty.ToMachine([string.Concat(Enumerable.Repeat("not ", 300)) + "p"], ["p", "q"], Letters)).Message, StringComparison.Ordinal);
        Assert.Contains("operators", Assert.Throws<InputException>(() => TemporalProperty.ToMachine([string.Join(" and ", Enumerable.Repeat("p", 300))], ["p", "q"], Letters)).Message, StringComparison.Ordinal);
        Assert.Contains("states", Assert.Throws<InputException>(() => TemporalProperty.ToMachine(["p within last 300 and q within last 300"], ["p", "q"], Letters)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be called 'once'", Assert.Throws<InputException>(() => TemporalProperty.ToMachine(["p"], ["p", "once"], Letters)).Message, StringComparison.Ordinal);
    }
}
