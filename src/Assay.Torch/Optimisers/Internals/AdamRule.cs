using System.Numerics;

namespace Assay.Torch.Optimisers.Internals;

/// <summary>m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← κθ − α̂ m / (√v·c + ε), with κ = 1 − αλ where the decay is decoupled and 1 otherwise.</summary>
internal readonly unsafe struct AdamRule<T>(ClipFactors<T> clip, double firstDecay, double secondDecay, double epsilon, double keep) : IUpdateRule
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _firstDecay = T.CreateChecked(firstDecay);
    private readonly T _firstShare = T.CreateChecked(1 - firstDecay);
    private readonly T _secondDecay = T.CreateChecked(secondDecay);
    private readonly T _secondShare = T.CreateChecked(1 - secondDecay);
    private readonly T _epsilon = T.CreateChecked(epsilon);
    private readonly T _keep = T.CreateChecked(keep);

    public void Update(in Piece piece)
    {
        var weights = (T*)piece.Parameter;
        var gradients = (T*)piece.Gradient;
        var means = (T*)piece.First;
        var squares = (T*)piece.Second;
        var step = T.CreateChecked(piece.StepSize);
        var scale = T.CreateChecked(piece.SecondScale);
        var epsilon = new Vector<T>(_epsilon);
        var i = 0;
        for (; i <= piece.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var weight = Vector.Load(weights + i);
            var gradient = clip.Apply(Vector.Load(gradients + i), weight);
            var mean = Vector.Load(means + i) * _firstDecay + gradient * _firstShare;
            var square = Vector.Load(squares + i) * _secondDecay + gradient * gradient * _secondShare;
            mean.Store(means + i);
            square.Store(squares + i);
            (weight * _keep - mean * step / (Vector.SquareRoot(square) * scale + epsilon)).Store(weights + i);
        }
        for (; i < piece.Length; i++)
        {
            var gradient = clip.Apply(gradients[i], weights[i]);
            means[i] = means[i] * _firstDecay + gradient * _firstShare;
            squares[i] = squares[i] * _secondDecay + gradient * gradient * _secondShare;
            weights[i] = weights[i] * _keep - means[i] * step / (T.Sqrt(squares[i]) * scale + _epsilon);
        }
    }
}
