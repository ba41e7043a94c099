using Assay.Threshold.Machines;

namespace Assay.Threshold.Specifications.Sequences;

/// <summary>A machine that agrees with labelled sequences.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="IsSmallest">Whether the solver excluded machines of fewer states.</param>
public sealed record SequenceMachine(MooreMachine Machine, bool IsSmallest);
