using System.Text;
using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Proofs;
using Assay.Threshold.Synthesis;

namespace Assay.Threshold.Tests.Proofs;

public sealed class CertificateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Certificate_ComesBackAndIsAccepted()
    {
        var machine = BuiltInMachines.Create("equal-so-far");
        var network = ThresholdNetwork.EqualSoFarOfTheTextbook;
        var certificate = ThresholdProof.Prove(network, machine).Certificate!;
        var file = Path.Combine(_folder, "proof.json");
        CertificateFile.Write(file, certificate);
        var read = CertificateFile.Read(file);
        Assert.Equal(certificate.Pairs, read.Pairs);
        Assert.Equal(certificate.First, read.First);
        Assert.Equal(certificate.Next, read.Next);
        Assert.Null(CertificateChecker.Fault(read, network, machine));
    }

    [Theory]
    [InlineData("", "is not a certificate")]
    [InlineData("[1]", "kind")]
    [InlineData("""{"kind": "network"}""", "kind")]
    [InlineData("""{"kind": "certificate"}""", "lacks the list \"pairs\"")]
    [InlineData("""{"kind": "certificate", "pairs": [[1]], "first": [], "next": []}""", "pair 0 is not")]
    [InlineData("""{"kind": "certificate", "pairs": [[-1, 0]], "first": [], "next": []}""", "pair 0 is not")]
    [InlineData("""{"kind": "certificate", "pairs": [[1, 0]], "first": [0.5], "next": []}""", "entry 0 of \"first\"")]
    [InlineData("""{"kind": "certificate", "pairs": [[1, 0]], "first": [], "next": ["a"]}""", "entry 0 of \"next\"")]
    public void WrongFile_IsRefused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => CertificateFile.Parse(Encoding.UTF8.GetBytes(text), "proof.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void MissingFile_IsRefused() => Assert.Contains("cannot be read", Assert.Throws<InputException>(() => CertificateFile.Read(Path.Combine(_folder, "none.json"))).Message, StringComparison.Ordinal);

    /// <summary>Whatever bytes: a certificate or an input error, and what is read proves nothing that is not so.</summary>
    [Fact]
    public void MutatedFiles_AreReadOrRefused()
    {
        var machine = BuiltInMachines.Create("serial-adder");
        var network = TransitionNetwork.Of(machine);
        var file = Path.Combine(_folder, "proof.json");
        CertificateFile.Write(file, ThresholdProof.Prove(network, machine).Certificate!);
        var original = File.ReadAllBytes(file);
        var whole = CertificateFile.Read(file);
        var random = new Random(2);
        var (refused, rejected) = (0, 0);
        for (var trial = 0; trial < 5_000; trial++)
        {
            var bytes = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)"0123456789,[]{}\"a \0"[random.Next(19)];
            if (random.Next(5) == 0) bytes = bytes[..random.Next(bytes.Length)];
            try
            {
                var read = CertificateFile.Parse(bytes, "proof.json");
                var same = read.Pairs.SequenceEqual(whole.Pairs) && read.First.SequenceEqual(whole.First) && read.Next.SequenceEqual(whole.Next);
                Assert.Equal(same, CertificateChecker.Fault(read, network, machine) is null);
                if (!same) rejected++;
            }
            catch (InputException)
            {
                refused++;
            }
        }
        Assert.True(refused > 200 && rejected > 200, $"{refused}, {rejected}");
    }
}
