using Assay.Architecture.Graphs;
using Assay.Architecture.Onnx.Internals;
using Assay.Core.Errors;
using Assay.Core.Files;
using Google.Protobuf;

namespace Assay.Architecture.Onnx;

/// <summary>Writes networks in the ONNX format. Results that only training uses are left out.</summary>
public static class OnnxWriter
{
    // What a protobuf message can be at most, and what is kept free of it for the structure around the weights.
    private const long LargestModel = int.MaxValue;
    private const long Structure = 64L << 20;

    /// <summary>Writes a network beside the file and renames it over, so that a failure leaves what was there.</summary>
    /// <exception cref="InputException">The file cannot be written, or the model would exceed 2 GB.</exception>
    public static void Write(Graph graph, string path, OnnxWriterOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var builder = new ModelBuilder(graph, options, Path.GetFileName(path) + ".data");
        if (builder.InternalBytes > LargestModel - Structure) throw TooLarge(path);
        var model = builder.Build(cancellationToken);
        if (builder.External.Count > 0)
            AtomicFile.Write(path + ".data", stream => builder.WriteExternal(stream, cancellationToken));
        AtomicFile.Write(path, stream => model.WriteTo(stream));
    }

    private static InputException TooLarge(string path) => new($"{path} would exceed 2 GB, which an ONNX file cannot; write its weights to an external data file.");
}
