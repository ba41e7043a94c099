namespace Assay.Embeddings.Training.Internals.Kernels;

/// <summary>
/// Σ softplus(x) over many predictions: Σ max(x, 0) + log Π(1 + e^−|x|), lane by lane in single precision, and moved to a
/// double-precision sum before the product can overflow.
/// </summary>
internal unsafe struct LossLanes<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Every factor is in (1, 2], so this many stay below the largest single-precision number.</summary>
    private const int MostFactors = 96;

    private TVector _hinge;
    private TVector _argument;
    private int _factors;
    private double _total;

    public LossLanes() => Clear();

    /// <summary>Slopes of one vector of predictions; their loss is added.</summary>
    public TVector Slope(TVector logits, TVector signs)
    {
        var slope = TLanes.Slope(logits, signs, ref _hinge, ref _argument);
        if (++_factors == MostFactors) Flush();
        return slope;
    }

    /// <summary>The sum so far; starts anew.</summary>
    public double Take()
    {
        Flush();
        var total = _total;
        _total = 0;
        return total;
    }

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
