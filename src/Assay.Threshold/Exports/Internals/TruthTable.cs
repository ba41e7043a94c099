using System.Diagnostics;
using System.Numerics;
using System.Text;
using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Core.Progress;
using Assay.Threshold.Networks;
using Assay.Threshold.Networks.Internals;

namespace Assay.Threshold.Exports.Internals;

/// <summary>Every state that a sequence leads to with every input, breadth first from the initial state.</summary>
internal sealed class TruthTable(ThresholdNetwork network)
{
    private const int RowsBetweenReports = 4096;

    private readonly NetworkSteps _steps = NetworkSteps.Of(network);
    private readonly WholeUnits _units = WholeUnits.Of(network);
    private readonly StringBuilder _line = new();

    public void Write(string path, int mostRows, IProgress<ProgressReport>? progress, CancellationToken cancellationToken)
    {
        var states = Reachable(mostRows, cancellationToken);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', ["first", .. Names("s", network.StateBits), .. Names("x", network.InputBits), .. Names("h", network.HiddenUnits), .. Names("next_s", network.StateBits), .. Names("y", network.OutputBits)]));
            var (clock, rows) = (Stopwatch.StartNew(), 0L);
            foreach (var (state, first) in states)
            {
                for (var input = 0UL; input < 1UL << network.InputBits; input++)
                {
                    writer.Write(Line(state, input, first));
                    if (++rows % RowsBetweenReports != 0) continue;
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new() { Stage = "writing the table", Done = rows, Total = (double)states.Count * (1UL << network.InputBits), Unit = "rows", Elapsed = clock.Elapsed });
                }
            }
        });
    }

    // Only where the first step's biases differ is a state before it not the same state later.
    private List<(ulong State, bool First)> Reachable(int mostRows, CancellationToken cancellationToken)
    {
        var start = (network.InitialState, network.FirstStateBias is not null);
        var (states, known) = (new List<(ulong State, bool First)> { start }, new HashSet<(ulong, bool)> { start });
        for (var place = 0; place < states.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((BigInteger)states.Count << network.InputBits > mostRows)
                throw new InputException($"The truth table has more than {mostRows} rows: {states.Count} states or more with 2^{network.InputBits} inputs each; allow more rows or export to another format.");
            for (var input = 0UL; input < 1UL << network.InputBits; input++)
            {
                var next = (_steps.Next(states[place].State, input, states[place].First), false);
                if (known.Add(next)) states.Add(next);
            }
        }
        return states;
    }

    private StringBuilder Line(ulong state, ulong input, bool first)
    {
        _line.Clear().Append(first ? '1' : '0');
        Bits(state, network.StateBits);
        Bits(input, network.InputBits);
        foreach (var row in _units.Hidden) _line.Append(',').Append(Fires(row, state, input) ? '1' : '0');
        var next = _steps.Next(state, input, first);
        Bits(next, network.StateBits);
        Bits(next, network.OutputBits);
        return _line.Append('\n');
    }

    private bool Fires(BigInteger[] row, ulong state, ulong input)
    {
        var sum = -row[^1];
        for (var rest = input; rest != 0; rest &= rest - 1) sum += row[BitOperations.TrailingZeroCount(rest)];
        for (var rest = state; rest != 0; rest &= rest - 1) sum += row[network.InputBits + BitOperations.TrailingZeroCount(rest)];
        return sum.Sign > 0;
    }

    private void Bits(ulong bits, int count)
    {
        for (var i = 0; i < count; i++) _line.Append(',').Append((char)('0' + (bits >> i & 1)));
    }

    private static IEnumerable<string> Names(string letter, int count) => Enumerable.Range(1, count).Select(i => $"{letter}{i}");
}
