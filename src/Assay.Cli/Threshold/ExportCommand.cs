using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Threshold.Exports;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold export</c>: a network for other programs.</summary>
internal sealed class ExportCommand : CommandDescription
{
    private static readonly (string Ending, ExportFormat Format)[] _endings =
    [
        (".safetensors", ExportFormat.Safetensors), (".onnx", ExportFormat.Onnx), (".c", ExportFormat.C), (".cs", ExportFormat.CSharp), (".csv", ExportFormat.Csv),
    ];

    private readonly Positional _network = new("NET", ThresholdInput.NetworkHelp);
    private readonly TextSetting _out = new("--out", "FILE", "Where to; the ending says what: .safetensors, .onnx, .c (freestanding C99), .cs (C#), .csv (truth table), .json.") { Required = true };

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
    public override IReadOnlyList<Setting> Settings => [_out];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var parsed = context.Parsed;
        var file = _out.Value(parsed)!;
        var ending = Path.GetExtension(file).ToLowerInvariant();
        var network = ThresholdInput.Network(_network.Value(parsed));
        if (ending == ".json") ThresholdOutput.Keep(network, file);
        else
        {
            var at = Array.FindIndex(_endings, known => known.Ending == ending);
            if (at < 0) throw new UsageException($"--out {file}: end it in .json or {string.Join(", ", _endings.Select(known => known.Ending))}.");
            NetworkExport.Write(network, file, _endings[at].Format);
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
