namespace Assay.Torch.Weights;

/// <summary>How a tensor of a module and of a file differ.</summary>
public enum WeightDifferenceKind
{
    /// <summary>The module has it, the file does not.</summary>
    Missing,

    /// <summary>The file has it, the module does not.</summary>
    Unexpected,

    /// <summary>The shapes differ.</summary>
    Shape,

    /// <summary>The types differ and do not convert: floating point against integers.</summary>
    Type,
}
