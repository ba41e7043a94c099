namespace Assay.Torch.Optimisers.Internals;

/// <summary>A stretch of one parameter with everything that belongs to it, small enough for the cache, large enough for a thread to be worth it.</summary>
/// <param name="Parameter">First weight.</param>
/// <param name="Gradient">First element of the gradient.</param>
/// <param name="First">First element of the first state (momentum), or zero.</param>
/// <param name="Second">First element of the second state (mean square), or zero.</param>
/// <param name="Length">Number of elements.</param>
/// <param name="StepSize">Length of the step, with the corrections that depend on the number of steps taken.</param>
/// <param name="SecondScale">What the root of the second state is multiplied by.</param>
internal readonly record struct Piece(nint Parameter, nint Gradient, nint First, nint Second, int Length, double StepSize, double SecondScale);
