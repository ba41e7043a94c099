namespace Assay.Threshold.Exports;

/// <summary>How a network is written for use elsewhere.</summary>
public enum ExportFormat
{
    /// <summary>The parameters as tensors in double precision, with the exact fractions in the metadata. <see cref="SafetensorsNetwork"/> reads it back.</summary>
    Safetensors,

    /// <summary>A scan over time of standard operators (version 17): inputs [steps, sequences, m], outputs [steps, sequences, p].</summary>
    Onnx,

    /// <summary>One file of freestanding C99: whole-number arithmetic, nothing included but stdint.h.</summary>
    C99,

    /// <summary>One C# class without dependencies.</summary>
    CSharp,

    /// <summary>Every reachable state with every input: hidden units, next state and output, as comma-separated values.</summary>
    TruthTable,
}
