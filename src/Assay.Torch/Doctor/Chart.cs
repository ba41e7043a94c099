using System.Collections.Immutable;
using Assay.Torch.Probes;
using Assay.Torch.Training;

namespace Assay.Torch.Doctor;

/// <summary>What is known of a training, in plain numbers: all that a diagnosis is made from.</summary>
public sealed record Chart
{
    /// <summary>Stretches of <see cref="Losses"/> in an epoch.</summary>
    internal const int StretchesPerEpoch = 10;

    private const double StuckShare = 0.5;

    /// <summary>What is known of the task.</summary>
    public required TaskFacts Facts { get; init; }

    /// <summary>Steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>Readings of the model, the first one of the first step that was looked at.</summary>
    public ImmutableArray<ProbeReading> Readings { get; init; } = [];

    /// <summary>Mean losses of equal stretches of steps.</summary>
    public ImmutableArray<double> Losses { get; init; } = [];

    /// <summary>Validations, where there were any.</summary>
    public ImmutableArray<ValidationPoint> Validations { get; init; } = [];

    /// <summary>Whether the loss or the weights left the range of numbers.</summary>
    public bool Diverged { get; init; }

    /// <summary>A test of learning rates, where one was made.</summary>
    public RangeTestResult? RangeTest { get; init; }

    /// <summary>Passes over the training samples.</summary>
    public double Epochs => (double)Steps / Math.Max(1, Facts.StepsPerEpoch);

    private int Recent => Math.Min(Losses.Length, StretchesPerEpoch / 2);

    /// <summary>Loss of the first step that was looked at, else of the first stretch; not a number without either.</summary>
    public double FirstLoss => !Readings.IsEmpty ? Readings[0].Loss : Losses.IsEmpty ? double.NaN : Losses[0];

    /// <summary>Loss of the last stretch; not a number before the first is full.</summary>
    public double LastLoss => Losses.IsEmpty ? double.NaN : Losses[^1];

    /// <summary>Mean loss of the last half epoch, less noisy than <see cref="LastLoss"/>; not a number before the first stretch is full.</summary>
    public double RecentLoss => Losses.IsEmpty ? double.NaN : Losses.Skip(Losses.Length - Recent).Average();

    /// <summary>By which share of itself the mean loss fell from the first half of the training to the second; negative where it rose.</summary>
    public double Fallen => Losses.Length < 2 ? double.NaN : 1 - Losses.Skip(Losses.Length / 2).Average() / Losses.Take(Losses.Length / 2).Average();

    /// <summary>By which share of itself the mean loss fell from the last epoch but one to the last; not a number before two are over.</summary>
    public double FallenLately => Losses.Length < 2 * StretchesPerEpoch ? double.NaN : 1 - Losses.TakeLast(StretchesPerEpoch).Average() / Losses.TakeLast(2 * StretchesPerEpoch).Take(StretchesPerEpoch).Average();

    /// <summary>The last reading; null without any.</summary>
    public ProbeReading? Last => Readings.IsEmpty ? null : Readings[^1];

    /// <summary>‖ΔW‖/‖W‖ of a step: median over weight matrices, and over the readings after the first; not a number without any.</summary>
    public double UpdateRatio => Middle(Readings.Skip(Readings.Length > 1 ? 1 : 0).SelectMany(Ratios));

    /// <summary>The largest ‖ΔW‖/‖W‖ of a reading, as the median over its weight matrices: steps that are too long are so at first, before the weights have grown; not a number without any.</summary>
    public double LargestUpdateRatio => Readings.IsEmpty ? double.NaN : Readings.Max(reading => Middle(Ratios(reading)));

    /// <summary>Whether a hidden layer was mostly dead or saturated in the first step already.</summary>
    internal bool BeganStuck => !Readings.IsEmpty && Readings[0].Layers.Any(layer => !layer.IsOutput && Math.Max(layer.DeadShare, layer.SaturatedShare) >= StuckShare);

    private static IEnumerable<double> Ratios(ProbeReading reading) => reading.Parameters.Where(parameter => parameter.IsMatrix).Select(parameter => parameter.UpdateRatio);

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
