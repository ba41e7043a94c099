using Assay.Architecture.Onnx;
using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Core.Progress;
using Assay.Threshold.Exports.Internals;
using Assay.Threshold.Networks;

namespace Assay.Threshold.Exports;

/// <summary>
/// Writes networks for use elsewhere. Each format steps exactly as the network does, in whole numbers: what it cannot hold exactly is refused.
/// <code>
/// NetworkExport.Write(network, "equal.onnx", ExportFormat.Onnx);
/// </code>
/// </summary>
public static class NetworkExport
{
    private static readonly (string Extension, ExportFormat Format)[] _extensions =
    [
        (".safetensors", ExportFormat.Safetensors), (".onnx", ExportFormat.Onnx), (".h", ExportFormat.C99), (".c", ExportFormat.C99),
        (".cs", ExportFormat.CSharp), (".csv", ExportFormat.TruthTable),
    ];

    /// <summary>The format that a file name stands for: .safetensors, .onnx, .h or .c, .cs, .csv.</summary>
    /// <exception cref="InputException">It stands for none.</exception>
    public static ExportFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        foreach (var (extension, format) in _extensions)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return format;
        }
        throw new InputException($"{path} says no format; end its name in {string.Join(", ", _extensions.Select(known => known.Extension))}.");
    }

    /// <summary>Writes a network beside the file and renames it over, so that a failure leaves what was there.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">How it is written; <see cref="FormatOf"/> goes by the name.</param>
    /// <param name="options">Names and limits.</param>
    /// <param name="progress">Rows of a truth table.</param>
    /// <param name="cancellationToken">Leaves what was there.</param>
    /// <exception cref="InputException">
    /// The parts of the network do not fit each other, its numbers leave the format, the name is none of the language, the truth table is larger than is allowed,
    /// or the file cannot be written.
    /// </exception>
    public static void Write(ThresholdNetwork network, string path, ExportFormat format, ExportOptions? options = null, IProgress<ProgressReport>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        network.Validate();
        var chosen = options ?? new ExportOptions();
        switch (format)
        {
            case ExportFormat.Safetensors: SafetensorsNetwork.Write(network, path); break;
            case ExportFormat.Onnx: OnnxWriter.Write(OnnxGraphs.Of(network), path, cancellationToken: cancellationToken); break;
            case ExportFormat.C99: AtomicFile.WriteAllText(path, CSource.Of(network, chosen.Name ?? "network")); break;
            case ExportFormat.CSharp: AtomicFile.WriteAllText(path, CSharpSource.Of(network, chosen.Name ?? "Network")); break;
            case ExportFormat.TruthTable: new TruthTable(network).Write(path, chosen.MostRows, progress, cancellationToken); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }
}
