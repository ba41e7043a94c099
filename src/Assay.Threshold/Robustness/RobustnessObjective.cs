namespace Assay.Threshold.Robustness;

/// <summary>What is made as large as can be.</summary>
public enum RobustnessObjective
{
    /// <summary>The ε up to which every number may change, all at once: the least over all sums of (distance from the threshold) / (numbers that act in it).</summary>
    Tolerance,

    /// <summary>The least distance of a sum from the threshold.</summary>
    Margin,
}
