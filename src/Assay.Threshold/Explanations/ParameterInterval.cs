using Assay.Threshold.Numbers;

namespace Assay.Threshold.Explanations;

/// <summary>All values that a parameter can have, the others being free or fixed.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Low">The lower end; null: there is none.</param>
/// <param name="High">The upper end; null: there is none.</param>
/// <param name="IncludesLow">Whether the lower end itself is possible.</param>
/// <param name="IncludesHigh">Whether the upper end itself is possible.</param>
public sealed record ParameterInterval(string Parameter, Rational? Low, Rational? High, bool IncludesLow, bool IncludesHigh)
{
    /// <summary>"0 &lt; R[1,1]", "1 &lt; b[1] ≤ 2".</summary>
    public override string ToString() => (Low, High) switch
    {
        ({ } low, { } high) => $"{low} {(IncludesLow ? "≤" : "<")} {Parameter} {(IncludesHigh ? "≤" : "<")} {high}",
        ({ } low, null) => $"{Parameter} {(IncludesLow ? "≥" : ">")} {low}",
        (null, { } high) => $"{Parameter} {(IncludesHigh ? "≤" : "<")} {high}",
        _ => $"{Parameter} is free",
    };
}
