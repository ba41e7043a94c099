namespace Assay.Expression.Findings;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing; nothing is wrong with the fit.</summary>
    Note,

    /// <summary>The figures are weaker than they look.</summary>
    Warning,

    /// <summary>The model is of no use as it is.</summary>
    Fault,
}
