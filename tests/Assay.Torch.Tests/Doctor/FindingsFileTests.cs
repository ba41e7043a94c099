using Assay.Core.Errors;
using Assay.Torch.Doctor;

namespace Assay.Torch.Tests.Doctor;

public sealed class FindingsFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    [Fact]
    public void Findings_ComeBack_AndInfiniteNumbersAsNone()
    {
        var path = _scratch.File("findings.json");
        var finding = new Finding("collapse", FindingSeverity.Fault, "All \"same\".", "Mend.", [("variation", 0.25), ("ratio", double.PositiveInfinity)]);

        FindingsFile.Write(path, [finding]);
        var read = Assert.Single(FindingsFile.Read(path));

        Assert.Equal((finding.Name, finding.Severity, finding.Statement, finding.Mend), (read.Name, read.Severity, read.Statement, read.Mend));
        Assert.Equal(("variation", 0.25), read.Evidence[0]);
        Assert.True(double.IsNaN(read.Evidence[1].Value));
    }

    [Theory, InlineData(""), InlineData("{}"), InlineData("[{}]"), InlineData("[{\"name\":1}]"), InlineData("[{\"name\":\"a\",\"severity\":\"Deadly\",\"statement\":\"\",\"mend\":\"\",\"evidence\":{}}]"), InlineData("[{\"name\":\"a\",\"severity\":\"Note\",\"statement\":\"\",\"mend\":\"\",\"evidence\":{\"x\":\"y\"}}]")]
    public void DamagedFile_IsOneSentence(string text)
    {
        var path = _scratch.File("findings.json");
        File.WriteAllText(path, text);

        Assert.Contains("damaged", Assert.Throws<InputException>(() => FindingsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
