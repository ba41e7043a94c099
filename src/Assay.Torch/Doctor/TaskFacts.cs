using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Torch.Doctor;

/// <summary>
/// What the doctor should know of a task beside the model: without it, findings that need it are not made.
/// <code>
/// var facts = TaskFacts.OfRegression(inputs, targets) with { StepsPerEpoch = 50, ValidationIsLoss = true };
/// </code>
/// </summary>
public sealed record TaskFacts
{
    private const long MostTargets = 1 << 20;

    /// <summary>Steps of one pass over the training samples; 100 where it is not known.</summary>
    public long StepsPerEpoch { get; init; } = 100;

    /// <summary>Scales of the training inputs; null where unknown.</summary>
    public FeatureScales? Inputs { get; init; }

    /// <summary>Training targets of a squared error, or a sample of them; empty for other losses.</summary>
    public ImmutableArray<float> Targets { get; init; } = [];

    /// <summary>Loss of the best answer that is the same for every sample: the variance for a squared error, the entropy of the classes for a cross-entropy; null where unknown.</summary>
    public double? ConstantLoss { get; init; }

    /// <summary>Whether the first figure of a validation is the training's loss on other samples, so that the two can be compared.</summary>
    public bool ValidationIsLoss { get; init; }

    /// <summary>Training samples of each class; empty without classes.</summary>
    public ImmutableArray<long> ClassCounts { get; init; } = [];

    /// <summary>Whether accuracy is the figure that the model is judged by.</summary>
    public bool JudgedByAccuracy { get; init; }

    /// <summary>What was found in the data and the split already, as by <see cref="SplitLeaks"/>.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Facts of a task with a mean squared error.</summary>
    /// <param name="inputs">Training inputs, [samples, …].</param>
    /// <param name="targets">Training targets, [samples, …].</param>
    public static TaskFacts OfRegression(Tensor inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var scales = FeatureScales.Of(inputs);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var rows = targets.reshape(targets.shape[0], -1).to(ScalarType.Float32);
        var kept = Math.Max(1, Math.Min(rows.shape[0], MostTargets / rows.shape[1]));
        return new TaskFacts
        {
            Inputs = scales,
            Targets = ImmutableCollectionsMarshal.AsImmutableArray(rows.narrow(0, 0, kept).contiguous().data<float>().ToArray()),
            ConstantLoss = rows.var(0, unbiased: false).mean().ToDouble(),
        };
    }

    /// <summary>Facts of a task with a cross-entropy, in nats.</summary>
    /// <param name="inputs">Training inputs, [samples, …].</param>
    /// <param name="classes">Class of each sample, from 0.</param>
    /// <param name="count">Number of classes.</param>
    public static TaskFacts OfClassification(Tensor inputs, IReadOnlyList<int> classes, int count)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var counts = new long[count];
        foreach (var one in classes) counts[one]++;
        return new TaskFacts
        {
            Inputs = FeatureScales.Of(inputs),
            ClassCounts = [.. counts],
            ConstantLoss = -counts.Where(number => number > 0).Sum(number => (double)number / classes.Count * Math.Log((double)number / classes.Count)),
        };
    }
}
