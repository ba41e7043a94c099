namespace Assay.Threshold.Running.Internals;

/// <summary>One operation of a straight-line program. Operands that a kind does not have repeat the first.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Target">Where the result goes.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand.</param>
internal readonly record struct Operation(OperationKind Kind, int Target, int A, int B, int C);
