using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;

namespace Assay.Architecture.Costs;

/// <summary>What one operation costs.</summary>
public sealed record NodeCost
{
    /// <summary>The operation.</summary>
    public required GraphNode Node { get; init; }

    /// <summary>Its kind; null where the operator is not understood.</summary>
    public required OperatorCategory? Category { get; init; }

    /// <summary>Whether it could be counted: its operator is understood and its shapes are known.</summary>
    public required bool IsCounted { get; init; }

    /// <summary>Trained numbers that appear here first; weights shared with an earlier operation count there.</summary>
    public required long Parameters { get; init; }

    /// <summary>Stored numbers that are not trained: running means and variances.</summary>
    public required long Buffers { get; init; }

    /// <summary>Bytes of both, in the format in which they are stored.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Multiply-adds of convolutions and matrix products.</summary>
    public required Dimension Macs { get; init; }

    /// <summary>Floating-point operations under the report's convention, forwards.</summary>
    public required Dimension Flops { get; init; }

    /// <summary>Whether only training runs it, as in an auxiliary head: then it costs nothing at inference.</summary>
    public required bool IsTrainingOnly { get; init; }

    /// <summary>
    /// The same in a training step, forwards and backwards: a convolution or matrix product costs as much again for the gradient of its weights and as much again for that of
    /// its input (which the first layer does not need); all other operations cost as much as forwards.
    /// </summary>
    public required Dimension TrainingFlops { get; init; }

    /// <summary>Bytes of its results; 0 where they are a view of the input (Reshape, Flatten, Dropout at inference).</summary>
    public required Dimension ActivationBytes { get; init; }

    /// <summary>Bytes read and written by it: inputs, weights and results, each once.</summary>
    public required Dimension TrafficBytes { get; init; }

    /// <summary>FLOPs per byte of traffic; null where one of them is symbolic or there is no traffic.</summary>
    public double? ArithmeticIntensity => Flops.TryGetValue(out var flops) && TrafficBytes.TryGetValue(out var bytes) && bytes > 0 ? (double)flops / bytes : null;
}
