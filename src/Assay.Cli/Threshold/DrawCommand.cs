using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Core.Errors;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold draw</c>: a machine and its network as a picture.</summary>
internal sealed class DrawCommand : CommandDescription
{
    private readonly Positional _network = new("NET", ThresholdInput.NetworkHelp);
    private readonly Positional _specification = new("SPEC", ThresholdInput.SpecificationHelp);
    private readonly TextSetting _out = new("--out", "FILE", "The picture, .svg or .png.") { Required = true };
    private readonly FlagSetting _hyperplanes = new("--hyperplanes", "The hidden units' hyperplanes over the first two inputs instead.");
    private readonly TextSetting _state = new("--state", "BITS", "The state of the step before, for the hyperplanes; without it the first step.");

    /// <inheritdoc/>
    public override string Name => "draw";

    /// <inheritdoc/>
    public override string Summary => "Draw the machine and the network side by side, or the hyperplanes of the hidden units.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay threshold draw textbook equal-so-far --out equal.svg", "Two states and five units."),
        new("assay threshold draw textbook equal-so-far --hyperplanes --out planes.png", "How two units cut the square of inputs."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_network, _specification];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_out, _hyperplanes, _state];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var file = _out.Value(parsed)!;
        var ending = Path.GetExtension(file).ToUpperInvariant();
        if (ending is not (".SVG" or ".PNG")) throw new UsageException($"--out {file}: a picture ends in .svg or .png.");
        var network = ThresholdInput.Network(_network.Value(parsed));
        var specification = ThresholdInput.Specification(_specification.Value(parsed));
        var machine = specification.Machine;
        if (network.InputBits != machine.InputBits) throw new InputException($"The network reads {network.InputBits} bits a step, the specification {machine.InputBits}.");
        if (_hyperplanes.Value(parsed))
        {
            if (network.InputBits < 2 || network.HiddenUnits == 0) throw new InputException($"Hyperplanes are drawn over two inputs, and this network has {network.InputBits} input{(network.InputBits == 1 ? "" : "s")} and {network.HiddenUnits} hidden units.");
            var plot = ThresholdPictures.Hyperplanes(network, machine, State(network.StateBits, _state.Value(parsed)));
            if (ending == ".SVG") plot.SaveSvg(file);
            else plot.SavePng(file, 1100, 860);
        }
        else
        {
            var diagram = ThresholdPictures.MachineAndNetwork(specification.Description, machine, network);
            if (ending == ".SVG") diagram.SaveSvg(file);
            else diagram.SavePng(file);
        }
        context.Console.Answer(
            json =>
            {
                json.WriteString("out", file);
                json.WriteNumber("states", machine.States);
                json.WriteNumber("units", network.HiddenUnits + network.StateBits);
            },
            () => context.Console.Line(string.Create(CultureInfo.InvariantCulture, $"Wrote {file}: {machine.States} states, {network.HiddenUnits + network.StateBits} units")));
    }

    private static ulong? State(int bits, string? text)
    {
        if (text is null) return null;
        if (text.Length != bits || text.AsSpan().ContainsAnyExcept('0', '1')) throw new UsageException($"--state {text}: give {bits} bit{(bits == 1 ? "" : "s")} of 0 and 1.");
        return text.Select((bit, i) => bit == '1' ? 1UL << i : 0).Aggregate(0UL, (state, bit) => state | bit);
    }
}
