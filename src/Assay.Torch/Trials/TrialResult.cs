using System.Collections.Immutable;
using Assay.Torch.Doctor;

namespace Assay.Torch.Trials;

/// <summary>One training of one epoch, and what the doctor said of it.</summary>
/// <param name="Seed">Seed that the training follows from.</param>
/// <param name="Planted">What was made wrong.</param>
/// <param name="Network">The network and its training, in a line.</param>
/// <param name="Findings">What the doctor found, causes first.</param>
/// <param name="FirstLoss">Loss of the first step.</param>
/// <param name="LastLoss">Mean loss of the last tenth of the epoch.</param>
/// <param name="ConstantLoss">Loss of the best answer that is the same for every sample.</param>
public sealed record TrialResult(ulong Seed, PlantedFault Planted, string Network, ImmutableArray<Finding> Findings, double FirstLoss, double LastLoss, double ConstantLoss)
{
    /// <summary>The finding that names what was planted; null for a sound training.</summary>
    public string? Expected => Planted switch
    {
        PlantedFault.Range => "target-range",
        PlantedFault.Collapse => "collapse",
        PlantedFault.Saturation => "saturated-units",
        PlantedFault.DeadUnits => "dead-units",
        PlantedFault.HighLearningRate => "learning-rate-too-high",
        PlantedFault.LowLearningRate => "learning-rate-too-low",
        PlantedFault.Scale => "unscaled-inputs",
        PlantedFault.Leak => "duplicates-across-split",
        PlantedFault.Imbalance => "class-imbalance",
        _ => null,
    };

    /// <summary>What the doctor would mend first; null where it found nothing.</summary>
    public string? First => Findings.FirstOrDefault(finding => finding.Severity != FindingSeverity.Note)?.Name;

    /// <summary>Whether the doctor was right: it named what was planted before anything else, or found nothing where nothing was.</summary>
    public bool IsRight => First == Expected;
}
