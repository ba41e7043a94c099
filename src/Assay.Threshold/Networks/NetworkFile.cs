using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Files;
using Assay.Threshold.Networks.Internals;
using Assay.Threshold.Specifications.Internals;

namespace Assay.Threshold.Networks;

/// <summary>Networks as JSON files with exact numbers: whole ones as they are, fractions as text ("3/2").</summary>
public static class NetworkFile
{
    private const long LargestFile = 256L << 20;

    /// <summary>Reads a network.</summary>
    /// <exception cref="InputException">The file cannot be read or is no network.</exception>
    public static ThresholdNetwork Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > LargestFile) throw new InputException($"{path} has {length} bytes; networks have up to {LargestFile}.");
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>Writes a network.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <param name="network">The network.</param>
    public static void Write(string path, ThresholdNetwork network)
    {
        network.Validate();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true })) NetworkJson.Write(json, network);
        buffer.WriteByte((byte)'\n');
        AtomicFile.WriteAllBytes(path, buffer.ToArray());
    }

    internal static ThresholdNetwork Parse(ReadOnlyMemory<byte> text, string name)
    {
        using var document = Json.Open(text, name);
        var root = new Json(document.RootElement, name, "");
        return Json.Reading(name, () =>
        {
            var kind = root.Required("kind");
            if (kind.Text() != "network") throw kind.Wrong($"is '{Json.Shortened(kind.Text())}', not network");
            return NetworkJson.Read(root);
        });
    }
}
