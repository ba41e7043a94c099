using Assay.Threshold.Machines;

namespace Assay.Threshold.Specifications;

/// <summary>What a network is to do, brought to the smallest machine.</summary>
public sealed record Specification
{
    /// <summary>How it is written.</summary>
    public required SpecificationKind Kind { get; init; }

    /// <summary>What it says, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The smallest machine that does it.</summary>
    public required MooreMachine Machine { get; init; }

    /// <summary>States before minimisation.</summary>
    public required int SourceStates { get; init; }

    /// <summary>Names of the input bits.</summary>
    public required IReadOnlyList<string> InputNames { get; init; }

    /// <summary>Names of the output bits.</summary>
    public required IReadOnlyList<string> OutputNames { get; init; }

    /// <summary>What each state of the machine stands for: the automaton's states that it joins, or a shortest sequence that leads to it.</summary>
    public required IReadOnlyList<string> StateNames { get; init; }
}
