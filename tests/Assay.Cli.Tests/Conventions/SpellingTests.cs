using Assay.Cli.Conventions;
using CsCheck;

namespace Assay.Cli.Tests.Conventions;

public class SpellingTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("train", "trian", 1)]
    [InlineData("nearest", "neerest", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Train", "train", 0)]
    public void Distance_CountsEdits(string a, string b, int distance) => Assert.Equal(distance, Spelling.Distance(a, b));

    [Fact]
    public void Distance_IsSymmetricAndBounded() =>
        Gen.Select(Gen.String[Gen.Char["abcd"], 0, 8], Gen.String[Gen.Char["abcd"], 0, 8]).Sample((a, b) =>
            Spelling.Distance(a, b) == Spelling.Distance(b, a)
            && Spelling.Distance(a, b) <= Math.Max(a.Length, b.Length)
            && Spelling.Distance(a, b) >= Math.Abs(a.Length - b.Length)
            && (Spelling.Distance(a, b) == 0) == (a == b));
}
