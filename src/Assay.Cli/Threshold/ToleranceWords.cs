using Assay.Threshold.Tolerances;

namespace Assay.Cli.Threshold;

/// <summary>A tolerance as a sentence.</summary>
internal static class ToleranceWords
{
    public static string Of(ToleranceResult result, bool relative = false)
    {
        var what = relative ? "share of each number" : "change of each number";
        if (result.Tolerance is not { } tolerance) return $"Margin {result.Margin}. No {what} can alter the behaviour.";
        var rounded = tolerance.Denominator.IsOne ? "" : FormattableString.Invariant($" ({NetworkTable.ToDouble(tolerance):0.####})");
        return result.IsExact
            ? $"Margin {result.Margin}. Tolerance {tolerance}{rounded}: any {what} below that, all at once, leaves every output as it is; that much can break it."
            : $"Margin {result.Margin}. Tolerance at least {tolerance}{rounded}: the search ran out of time.";
    }
}
