using Assay.Core.Errors;
using Assay.Threshold.Exports;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Tests.Exports;

public sealed class TruthTableTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"table-{Guid.NewGuid():N}.csv");

    public static TheoryData<string> Networks => ExportedNetworks.Names;

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Textbook_IsThisTable()
    {
        NetworkExport.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, _path, ExportFormat.TruthTable);
        Assert.Equal("""
            first,s1,x1,x2,h1,h2,next_s1,y1
            1,0,0,0,1,0,1,1
            1,0,1,0,0,0,0,0
            1,0,0,1,0,0,0,0
            1,0,1,1,0,1,1,1
            0,1,0,0,1,0,1,1
            0,1,1,0,0,0,0,0
            0,1,0,1,0,0,0,0
            0,1,1,1,0,1,1,1
            0,0,0,0,1,0,0,0
            0,0,1,0,0,0,0,0
            0,0,0,1,0,0,0,0
            0,0,1,1,0,1,0,0

            """, File.ReadAllText(_path));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Table_HasEveryReachableStateWithEveryInput_Exactly(string name)
    {
        var network = ExportedNetworks.Create(name);
        NetworkExport.Write(network, _path, ExportFormat.TruthTable);
        var lines = File.ReadAllLines(_path);
        var (m, n, k, p) = (network.InputBits, network.HiddenUnits, network.StateBits, network.OutputBits);
        var steps = NetworkSteps.Of(network);
        var rows = new HashSet<(bool First, ulong State, ulong Input)>();
        var states = new HashSet<(bool First, ulong State)> { (network.FirstStateBias is not null, network.InitialState) };
        foreach (var line in lines[1..])
        {
            var bits = line.Split(',').Select(cell => cell == "1").ToArray();
            Assert.Equal(1 + k + m + n + k + p, bits.Length);
            ulong Bits(int start, int count) => Enumerable.Range(0, count).Aggregate(0UL, (value, i) => bits[start + i] ? value | 1UL << i : value);
            var (first, state, input) = (bits[0], Bits(1, k), Bits(1 + k, m));
            Assert.True(rows.Add((first, state, input)));
            var next = Bits(1 + k + m + n, k);
            Assert.Equal(steps.Next(state, input, first), next);
            Assert.Equal(next & (1UL << p) - 1, Bits(1 + k + m + n + k, p));
            states.Add((false, next));
            for (var u = 0; u < n; u++) Assert.Equal(Sum(network, u, state, input) > ThresholdNetwork.Threshold, bits[1 + k + m + u]);
        }
        Assert.Equal(states.Count << m, rows.Count);
        Assert.All(rows, row => Assert.Contains((row.First, row.State), states));
    }

    [Fact]
    public void LargeTable_IsRefusedBeforeItIsWritten()
    {
        string Problem(ExportOptions options) => Assert.Throws<InputException>(() => NetworkExport.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, _path, ExportFormat.TruthTable, options)).Message;
        Assert.Contains("more than 11 rows", Problem(new() { MostRows = 11 }), StringComparison.Ordinal);
        Assert.False(File.Exists(_path));
        NetworkExport.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, _path, ExportFormat.TruthTable, new() { MostRows = 12 });
        Assert.True(File.Exists(_path));
    }

    [Fact]
    public void Cancellation_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => NetworkExport.Write(ThresholdNetwork.EqualSoFarOfTheTextbook, _path, ExportFormat.TruthTable, cancellationToken: source.Token));
        Assert.False(File.Exists(_path));
    }

    [Theory]
    [InlineData("net.SAFETENSORS", ExportFormat.Safetensors)]
    [InlineData("net.onnx", ExportFormat.Onnx)]
    [InlineData("net.h", ExportFormat.C99)]
    [InlineData("net.c", ExportFormat.C99)]
    [InlineData("Net.cs", ExportFormat.CSharp)]
    [InlineData("net.csv", ExportFormat.TruthTable)]
    public void Extension_SaysTheFormat(string path, ExportFormat expected) => Assert.Equal(expected, NetworkExport.FormatOf(path));

    [Fact]
    public void UnknownExtension_IsNamed() => Assert.Contains("net.txt says no format; end its name in .safetensors, .onnx", Assert.Throws<InputException>(() => NetworkExport.FormatOf("net.txt")).Message, StringComparison.Ordinal);

    private static Rational Sum(ThresholdNetwork network, int unit, ulong state, ulong input)
    {
        var sum = network.HiddenBias[unit];
        for (var i = 0; i < network.InputBits; i++) sum += (input >> i & 1) != 0 ? network.InputWeights[unit, i] : 0;
        for (var j = 0; j < network.StateBits; j++) sum += (state >> j & 1) != 0 ? network.StateToHidden[unit, j] : 0;
        return sum;
    }
}
