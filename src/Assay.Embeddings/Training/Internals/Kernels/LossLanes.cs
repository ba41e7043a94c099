using System.Runtime.CompilerServices;

namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>
/// Σ softplus(x) over many predictions: Σ max(x, 0) + log Π(1 + e^−|x|), lane by lane in single precision, and moved to a
/// double-precision sum before the product can overflow.
/// </summary>
internal unsafe struct LossLanes<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Factors that may be multiplied in before <see cref="Close"/> must be called.</summary>
    public const int FactorsAtOnce = 32;

    /// <summary>Every factor is in (1, 2], so this many and <see cref="FactorsAtOnce"/> more stay below the largest single-precision number, 2^128.</summary>
    private const int MostFactors = 64;

    private TVector _hinge;
    private TVector _argument;
    private int _factors;
    private double _total;

    public LossLanes() => Clear();

    /// <summary>Hands the sum and the product out, so that a loop can keep them in registers.</summary>
    public readonly void Open(out TVector hinge, out TVector argument)
    {
        hinge = _hinge;
        argument = _argument;
    }

    /// <summary>Takes the sum and the product back, grown by so many terms and factors.</summary>
    public void Close(TVector hinge, TVector argument, int factors)
    {
        _hinge = hinge;
        _argument = argument;
        _factors += factors;
        if (_factors > MostFactors) Flush();
    }

    /// <summary>The sum so far; starts anew.</summary>
    public double Take()
    {
        Flush();
        var total = _total;
        _total = 0;
        return total;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Flush()
    {
        fixed (TVector* hinge = &_hinge, argument = &_argument)
        {
            for (var lane = 0; lane < TLanes.Width; lane++) _total += ((float*)hinge)[lane] + Math.Log(((float*)argument)[lane]);
        }
        Clear();
    }

    private void Clear()
    {
        _hinge = TLanes.Broadcast(0);
        _argument = TLanes.Broadcast(1);
        _factors = 0;
    }
}
