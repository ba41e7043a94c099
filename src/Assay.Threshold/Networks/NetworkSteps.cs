using System.Numerics;

namespace Assay.Threshold.Networks;

/// <summary>
/// The exact step function of a network. Each unit's parameters are brought to one denominator, so that sums are whole numbers: 64-bit ones where
/// no sum can leave them, else of any size. The parts of the sums that depend on the state alone, or on the input alone, are kept,
/// so going through all inputs of a state is cheap. Not for use by several threads at once.
/// </summary>
public abstract class NetworkSteps
{
    private protected NetworkSteps() { }

    /// <summary>The step function of a network.</summary>
    /// <exception cref="Core.Errors.InputException">The parts of the network do not fit each other.</exception>
    public static NetworkSteps Of(ThresholdNetwork network)
    {
        network.Validate();
        var units = Internals.WholeUnits.Of(network);
        return units.FitInt64 ? new Internals.WholeNumberSteps<long>(units) : new Internals.WholeNumberSteps<BigInteger>(units);
    }

    /// <summary>The state after a step.</summary>
    /// <param name="state">The state before, its first bit lowest.</param>
    /// <param name="input">The input, its first bit lowest.</param>
    /// <param name="first">Whether this is the first step, for networks whose first bias differs.</param>
    public abstract ulong Next(ulong state, ulong input, bool first = false);
}
