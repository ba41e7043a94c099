using System.Globalization;
using System.Numerics;
using System.Text;
using Assay.Core.Errors;
using Assay.Threshold.Networks;
using Assay.Threshold.Networks.Internals;

namespace Assay.Threshold.Exports.Internals;

/// <summary>The parameters of a network as tables of whole numbers for source code.</summary>
internal sealed class IntegerTables
{
    private readonly WholeUnits _units;

    public IntegerTables(ThresholdNetwork network, string language)
    {
        _units = WholeUnits.Of(network);
        (Inputs, Hidden, State, Outputs) = (network.InputBits, network.HiddenUnits, network.StateBits, network.OutputBits);
        (Initial, HasFirst) = (network.InitialState, network.FirstStateBias is not null);
        if (!_units.FitInt64) throw new InputException($"With parameters as whole numbers the sums of a unit leave 64 bits, which numbers in {language} have; export to safetensors or a table.");
        var most = _units.Hidden.Concat(_units.State).Max(row => row.Aggregate(BigInteger.Zero, (sum, value) => sum + BigInteger.Abs(value)));
        IsNarrow = most <= int.MaxValue;
    }

    public int Inputs { get; }

    public int Hidden { get; }

    public int State { get; }

    public int Outputs { get; }

    public ulong Initial { get; }

    public bool HasFirst { get; }

    /// <summary>Whether no sum leaves 32 bits.</summary>
    public bool IsNarrow { get; }

    /// <summary>Of each hidden unit: what its sum starts with, then m input weights, then k state weights.</summary>
    public IEnumerable<BigInteger[]> HiddenRows => _units.Hidden.Select(row => (BigInteger[])[-row[^1], .. row[..^1]]);

    /// <summary>Of each hidden unit: what it adds to each state bit's sum while it is on.</summary>
    public IEnumerable<BigInteger[]> ShareRows => Enumerable.Range(0, Hidden).Select(u => _units.State.Select(row => row[u]).ToArray());

    /// <summary>Of each state bit: what its sum starts with, the same in the first step, then k state weights.</summary>
    public IEnumerable<BigInteger[]> StateRows => _units.State.Select(row => (BigInteger[])[-row[Hidden + State], -row[Hidden + State + 1], .. row[Hidden..(Hidden + State)]]);

    /// <summary>Rows of numbers, a line each.</summary>
    public static string Text(IEnumerable<BigInteger[]> rows, string open, string close, Func<BigInteger, string> number)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.Append("    ").Append(open).AppendJoin(", ", row.Select(number)).Append(close).Append(",\n");
        return text.ToString();
    }

    public static string Plain(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);
}
