namespace Assay.Torch.Training;

/// <summary>What a validation found.</summary>
/// <param name="Step">Steps that had been taken.</param>
/// <param name="Value">The figure that decides, as measured.</param>
public readonly record struct ValidationPoint(long Step, double Value);
