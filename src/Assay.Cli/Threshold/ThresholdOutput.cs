using Assay.Cli.Conventions;
using Assay.Threshold.Exports;
using Assay.Threshold.Networks;

namespace Assay.Cli.Threshold;

/// <summary>Keeps a network in a file that can be read again.</summary>
internal static class ThresholdOutput
{
    /// <summary>Refuses other endings before any work is done.</summary>
    /// <exception cref="UsageException">The file ends otherwise.</exception>
    public static void Check(string path)
    {
        if (Ending(path) is not (".JSON" or ".SAFETENSORS")) throw new UsageException($"--out {path}: a network is kept as .json or .safetensors; other formats are made by assay threshold export.");
    }

    /// <summary>Writes it.</summary>
    public static void Keep(ThresholdNetwork network, string path)
    {
        if (Ending(path) == ".JSON") NetworkFile.Write(path, network);
        else NetworkExport.Write(network, path, ExportFormat.Safetensors);
    }

    private static string Ending(string path) => Path.GetExtension(path).ToUpperInvariant();
}
