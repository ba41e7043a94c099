namespace Assay.Torch.Weights;

/// <summary>One tensor in which a module and a file differ.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How they differ.</param>
/// <param name="InModule">Type and shape in the module, e.g. "Float32 [3, 4]"; null where it has no such tensor.</param>
/// <param name="InFile">Type and shape in the file; null where it has no such tensor.</param>
public sealed record WeightDifference(string Name, WeightDifferenceKind Kind, string? InModule, string? InFile)
{
    /// <summary>In words: "'fc.weight' is Float32 [3, 4] in the module and Float32 [3, 5] in the file".</summary>
    public override string ToString() => Kind switch
    {
        WeightDifferenceKind.Missing => $"'{Name}' ({InModule}) is not in the file",
        WeightDifferenceKind.Unexpected => $"'{Name}' ({InFile}) is not in the module",
        _ => $"'{Name}' is {InModule} in the module and {InFile} in the file",
    };
}
