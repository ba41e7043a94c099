using Google.OrTools.Sat;

namespace Assay.Threshold.Robustness.Internals;

/// <summary>A unit's sum at its least and at its largest.</summary>
internal sealed class RoomSum(RoomParameter bias)
{
    private readonly List<LinearExpr> _low = [bias.Low];
    private readonly List<LinearExpr> _high = [bias.High];

    public LinearExpr Low => LinearExpr.Sum(_low);

    public LinearExpr High => LinearExpr.Sum(_high);

    public void Add(LinearExpr low, LinearExpr high)
    {
        _low.Add(low);
        _high.Add(high);
    }
}
