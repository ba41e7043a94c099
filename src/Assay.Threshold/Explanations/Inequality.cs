using Assay.Threshold.Numbers;

namespace Assay.Threshold.Explanations;

/// <summary>What a sum of parameters must satisfy: above <paramref name="Above"/>, at most <paramref name="AtMost"/>.</summary>
/// <param name="Parameters">Their names; the sum is of all of them.</param>
/// <param name="Above">The sum exceeds this, since a unit is on; null: no such need.</param>
/// <param name="AtMost">The sum does not exceed this, since a unit is off; null: no such need.</param>
public sealed record Inequality(IReadOnlyList<string> Parameters, Rational? Above, Rational? AtMost)
{
    /// <summary>"0 &lt; R[1,1] + c[1] ≤ 1".</summary>
    public override string ToString()
    {
        var sum = Parameters.Count == 0 ? "0" : string.Join(" + ", Parameters);
        return (Above, AtMost) switch
        {
            ({ } above, { } atMost) => $"{above} < {sum} ≤ {atMost}",
            ({ } above, null) => $"{sum} > {above}",
            (null, { } atMost) => $"{sum} ≤ {atMost}",
            _ => sum,
        };
    }
}
