using Assay.Architecture.Graphs;

namespace Assay.Architecture.Costs;

/// <summary>What a network costs, in total and per operation. Figures are formulas where the input's size is open.</summary>
public sealed record CostReport
{
    /// <summary>The network with its shapes.</summary>
    public required Graph Graph { get; init; }

    /// <summary>Which operations FLOPs count.</summary>
    public required CostConvention Convention { get; init; }

    /// <summary>Costs per operation, in the graph's order.</summary>
    public required IReadOnlyList<NodeCost> Nodes { get; init; }

    /// <summary>Operators that are not understood; empty if everything was counted.</summary>
    public required IReadOnlyList<UnknownOperator> UnknownOperators { get; init; }

    /// <summary>Operations that are understood but have no shape, because an operator before them is not understood.</summary>
    public required int UncountedNodes { get; init; }

    /// <summary>Whether the true figures may be larger: something was not counted.</summary>
    public bool IsLowerBound => UnknownOperators.Count > 0 || UncountedNodes > 0;

    /// <summary>Trained numbers; shared ones once.</summary>
    public required long Parameters { get; init; }

    /// <summary>Stored numbers that are not trained.</summary>
    public required long Buffers { get; init; }

    /// <summary>Bytes of both, in the format in which they are stored.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Multiply-adds of convolutions and matrix products, forwards.</summary>
    public required Dimension Macs { get; init; }

    /// <summary>Floating-point operations, forwards.</summary>
    public required Dimension Flops { get; init; }

    /// <summary>Floating-point operations of one training step: forwards and backwards.</summary>
    public required Dimension TrainingFlops { get; init; }

    /// <summary>Bytes of all activations, each once: what training keeps for the backward pass.</summary>
    public required Dimension ActivationBytes { get; init; }

    /// <summary>
    /// Most bytes of activations that are needed at one time at inference, the input included, over the best order of operations found.
    /// With a symbolic size it is the formula of the operation where the peak is for sizes of 224.
    /// </summary>
    public required Dimension PeakActivationBytes { get; init; }

    /// <summary>Where the peak is; null for a graph without operations.</summary>
    public required GraphNode? PeakNode { get; init; }

    /// <summary>Whether no order of operations has a lower peak. For large graphs with many branches only good orders are tried.</summary>
    public required bool IsPeakOptimal { get; init; }

    /// <summary>Bytes read and written by all operations.</summary>
    public required Dimension TrafficBytes { get; init; }

    /// <summary>FLOPs per byte of traffic; null where one of them is symbolic.</summary>
    public double? ArithmeticIntensity => Flops.TryGetValue(out var flops) && TrafficBytes.TryGetValue(out var bytes) && bytes > 0 ? (double)flops / bytes : null;
}
