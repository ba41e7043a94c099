using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Threshold.Exports;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold export</c>: a network for other programs.</summary>
internal sealed class ExportCommand : CommandDescription
{
    private readonly Positional _network = new("NET", ThresholdInput.NetworkHelp);
    private readonly TextSetting _out = new("--out", "FILE", "Where to; the ending says what: .safetensors, .onnx, .c or .h (freestanding C99), .cs (C#), .csv (truth table), .json.") { Required = true };

    private readonly TextSetting _name = new("--name", "NAME", "What the functions of the C or the class of the C# file are called.") { Default = "network" };
    private readonly CountSetting _rows = new("--max-rows", "Rows that a truth table may have.", 1) { Default = 1 << 20 };

    /// <inheritdoc/>
    public override string Name => "export";

    /// <inheritdoc/>
    public override string Summary => "Write a network as safetensors, ONNX, C, C# or a truth table.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay threshold export textbook --out equal.onnx", "A Scan that ONNX Runtime runs bit for bit."),
        new("assay threshold export textbook --out equal.c", "C99 without any library, for an embedded target."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Positional> Positionals => [_network];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_out, _name, _rows];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var file = _out.Value(parsed)!;
        var network = ThresholdInput.Network(_network.Value(parsed));
        if (Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase)) ThresholdOutput.Keep(network, file);
        else
        {
            var options = new ExportOptions { Name = _name.IsGiven(parsed) ? _name.Value(parsed) : null, MostRows = (int)_rows.Value(parsed) };
            context.Console.Track<object?>(progress =>
            {
                NetworkExport.Write(network, file, NetworkExport.FormatOf(file), options, progress, context.Cancellation);
                return null;
            });
        }
        var bytes = new FileInfo(file).Length;
        context.Console.Answer(
            json =>
            {
                json.WriteString("out", file);
                json.WriteNumber("bytes", bytes);
            },
            () => context.Console.Line($"Wrote {file}: {bytes} bytes"));
    }
}
