namespace Assay.Threshold.Synthesis;

/// <summary>How large whole-number weights must be allowed to be.</summary>
public static class WeightBounds
{
    /// <summary>The bound beyond five inputs, where the sufficient one grows fast.</summary>
    public const int Default = 9;

    // Muroga 1971, Threshold Logic and Its Applications: the largest weight that the minimal whole-number form of a function of so many inputs needs.
    private static readonly int[] Enough = [1, 1, 1, 2, 3, 5];

    /// <summary>The bound with which whole-number weights do all that real weights can, for units of so many inputs; null where it is not used here (above 5).</summary>
    public static int? Sufficient(int inputs) => inputs < Enough.Length ? Enough[inputs] : null;
}
