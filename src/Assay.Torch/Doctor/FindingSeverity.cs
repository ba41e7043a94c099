namespace Assay.Torch.Doctor;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Note,

    /// <summary>The figures are weaker than they look, or training is worse than it could be.</summary>
    Warning,

    /// <summary>The model is of no use as it is.</summary>
    Fault,
}
