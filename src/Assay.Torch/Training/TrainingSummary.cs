using System.Collections.Immutable;
using Assay.Torch.Doctor;

namespace Assay.Torch.Training;

/// <summary>How a training went.</summary>
public sealed record TrainingSummary
{
    /// <summary>Steps taken, those before a resumption included.</summary>
    public required long Steps { get; init; }

    /// <summary>Mean loss of the last stretch between two lines of metrics.</summary>
    public required double Loss { get; init; }

    /// <summary>Seconds of training, validation included; without pauses.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether validation stood still for so long that training ended before its last step.</summary>
    public required bool StoppedEarly { get; init; }

    /// <summary>All validations.</summary>
    public required ImmutableArray<ValidationPoint> Validations { get; init; }

    /// <summary>The best validation, whose weights the model holds; null without validations.</summary>
    public required ValidationPoint? Best { get; init; }

    /// <summary>What is wrong, causes first; empty where nothing is, or where the doctor did not look.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}
