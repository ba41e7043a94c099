using System.Numerics;

namespace Assay.Torch.Optimisers.Internals;

/// <summary>What is done to each element of a gradient before it is used: a scaling, then a limit, then the L2 penalty of its weight.</summary>
internal readonly struct ClipFactors<T>(double scale, double limit, double penalty) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _scale = T.CreateChecked(scale);
    private readonly T _limit = T.CreateSaturating(limit);
    private readonly T _penalty = T.CreateChecked(penalty);

    public Vector<T> Apply(Vector<T> gradient, Vector<T> weight)
    {
        var limit = new Vector<T>(_limit);
        // Min and Max let a gradient that is not a number through, so that it is seen and not hidden.
        var clipped = Vector.Min(Vector.Max(gradient * _scale, -limit), limit);
        return clipped + weight * _penalty;
    }

    public T Apply(T gradient, T weight) => T.Min(T.Max(gradient * _scale, -_limit), _limit) + weight * _penalty;
}
