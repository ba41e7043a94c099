using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Core.Errors;
using Assay.Threshold.Networks;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold run</c>: a network on standard input.</summary>
internal sealed class RunCommand : CommandDescription
{
    private const int LongestLine = 1 << 24;

    private readonly Positional _network = new("NET", ThresholdInput.NetworkHelp);
    private readonly FlagSetting _lines = new("--lines", "Each line is a sequence of its own; otherwise all lines are one stream, and an empty line starts anew.");

    /// <inheritdoc/>
    public override string Name => "run";

    /// <inheritdoc/>
    public override string Summary => "Run a network on standard input: a line of steps in, a line of outputs out.";

    /// <inheritdoc/>
    public override string Description =>
        "A step is as many bits as the network has inputs, the first input first, and steps stand apart by spaces: 01 11 00. A network of one input also takes 0111. Each line is answered at once.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("printf '00 11 10 11\\n' | assay threshold run textbook", "Prints 1 1 0 0: the third pair differs.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_network];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_lines];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        if (context.Console.Json) throw new UsageException("run answers each line as it comes and has no --json.");
        var network = ThresholdInput.Network(_network.Value(context.Parsed));
        var steps = NetworkSteps.Of(network);
        var fresh = _lines.Value(context.Parsed);
        var (state, first) = (network.InitialState, true);
        using var input = new StreamReader(Console.OpenStandardInput());
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (line.Length > LongestLine) throw new InputException($"Line {number} has {line.Length} characters; at most {LongestLine} are taken. Break it into several.");
            if (fresh || string.IsNullOrWhiteSpace(line)) (state, first) = (network.InitialState, true);
            var outputs = new List<string>();
            foreach (var bits in Steps(line, network.InputBits, number))
            {
                state = steps.Next(state, bits, first);
                first = false;
                outputs.Add(ThresholdInput.Bits(state, network.OutputBits));
            }
            context.Console.Say(string.Join(' ', outputs));
        }
    }

    private static IEnumerable<ulong> Steps(string line, int inputs, int number)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        // A stream of single bits reads best without spaces.
        IEnumerable<string> all = inputs == 1 ? words.SelectMany(word => word.Select(bit => bit.ToString())) : words;
        var at = 0;
        foreach (var word in all)
        {
            at++;
            if (word.Length != inputs || word.AsSpan().ContainsAnyExcept('0', '1')) throw new InputException($"Line {number}, step {at}: '{word}' is not {inputs} bit{(inputs == 1 ? "" : "s")} of 0 and 1.");
            var bits = 0UL;
            for (var i = 0; i < word.Length; i++)
            {
                if (word[i] == '1') bits |= 1UL << i;
            }
            yield return bits;
        }
    }
}
