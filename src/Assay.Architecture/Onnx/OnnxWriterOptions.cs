namespace Assay.Architecture.Onnx;

/// <summary>How a network is written.</summary>
public readonly record struct OnnxWriterOptions()
{
    /// <summary>
    /// Weights of at least this many bytes go to a file beside the model, with its name and <c>.data</c> added; null keeps all in the model,
    /// which then cannot exceed 2 GB.
    /// </summary>
    public long? ExternalFrom { get; init; }

    /// <summary>Writes tensors that have one value everywhere as an operation that makes them, instead of all their bytes. Small files, the same results.</summary>
    public bool CompactFills { get; init; }
}
