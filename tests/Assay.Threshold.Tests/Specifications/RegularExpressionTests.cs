using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications;
using Assay.Threshold.Specifications.RegularExpressions;

namespace Assay.Threshold.Tests.Specifications;

public class RegularExpressionTests
{
    /// <summary>Random patterns against a matcher that tries every way of parting the word.</summary>
    [Fact]
    public void RandomPatterns_EqualTheDefinition()
    {
        var random = new Random(4);
        var letters = Words.Letters(2, 1);
        var (matched, missed) = (0, 0);
        for (var trial = 0; trial < 600; trial++)
        {
            var pattern = RandomPattern.Create(random, 4);
            var machine = RegularExpression.ToMachine(pattern.Text, letters, 1).Minimise();
            foreach (var word in Words.Of(2, 6))
            {
                var expected = pattern.Matches(word, 0, word.Length);
                Assert.True(expected == (machine.Run(word).Last() == 1), $"{pattern.Text} on {string.Concat(word)}");
                if (expected) matched++;
                else missed++;
            }
        }
        Assert.True(matched > 5_000 && missed > 5_000, $"{matched}, {missed}");
    }

    [Theory]
    [InlineData("(a|b)* a b", 3)]
    [InlineData("(a|b)*ab", 3)]
    [InlineData(".* b . ", 4)]
    [InlineData("a{2}", 4)]
    [InlineData("(a?){1000}", 1002)]
    [InlineData("!(.* b b .*)", 3)]
    [InlineData("(.* a) & (.{2,})", 3)]
    public void Machine_IsMinimal(string pattern, int states) =>
        Assert.Equal(states, RegularExpression.ToMachine(pattern, Words.Letters(2, 1), 1).Minimise().States);

    [Fact]
    public void NamedLetters_AreTheLongestThatFit()
    {
        Letter[] letters = [new("open", 0), new("close", 1), new("01", 2), new("0", 3)];
        var machine = RegularExpression.ToMachine("open (01|0)* close", letters, 2);
        Assert.Equal(1u, machine.Run([0, 2, 3, 1]).Last());
        Assert.Equal(0u, machine.Run([0, 2, 3, 0]).Last());
        Assert.Equal(1u, RegularExpression.ToMachine("010", letters, 2).Run([2, 3]).Last());
    }

    [Theory]
    [InlineData("", "column 1: something is missing")]
    [InlineData("a |", "column 4: something is missing")]
    [InlineData("a (b", "column 5: a ')' is missing")]
    [InlineData("a ) b", "column 3: ')' has no beginning")]
    [InlineData("a c", "column 3: unknown symbol 'c'")]
    [InlineData("* a", "column 1: '*' stands where a letter should")]
    [InlineData("[a", "a ']' is missing")]
    [InlineData("[]", "holds no letter")]
    [InlineData("a{3,2}", "from more to less")]
    [InlineData("a{x}", "a number is missing")]
    [InlineData("a{2", "a '}' is missing")]
    [InlineData("a{1000000000}", "more than 1000 repetitions")]
    [InlineData("(a{1000}){1000}", "parts in a row")]
    public void WrongPattern_NamesItsColumn(string pattern, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => RegularExpression.ToMachine(pattern, Words.Letters(2, 1), 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void AbsurdPatterns_AreRefusedSoon()
    {
        var letters = Words.Letters(2, 1);
        Assert.Contains("nested", Assert.Throws<InputException>(() => RegularExpression.ToMachine(new string('(', 500) + "a" + new string(')', 500), letters, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("characters", Assert.Throws<InputException>(() => RegularExpression.ToMachine(new string('a', 30_000), letters, 1)).Message, StringComparison.Ordinal);
        // Two to the twentieth states.
        Assert.Throws<InputException>(() => RegularExpression.ToMachine(".* a .{20}", letters, 1));
        Assert.Throws<InputException>(() => RegularExpression.ToMachine("(.* a .{12}) & !(.* b .{15} a) | (a b)* a{200}", letters, 1));
    }

    [Fact]
    public void Specification_SaysWhatItReads()
    {
        var specification = SpecificationReader.Parse("""{"kind": "regex", "letters": ["a", "b"], "pattern": "(a|b)* a b"}""");
        Assert.Equal(SpecificationKind.Regex, specification.Kind);
        Assert.Equal("Whether the sequence so far matches (a|b)* a b.", specification.Description);
        Assert.Equal(["start", "after a", "after a b"], specification.StateNames);
    }
}
