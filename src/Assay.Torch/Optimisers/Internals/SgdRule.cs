using System.Numerics;

namespace Assay.Torch.Optimisers.Internals;

/// <summary>v ← μv + g, θ ← θ − ηv; with Nesterov's look ahead θ ← θ − η(g + μv).</summary>
internal readonly unsafe struct SgdRule<T>(ClipFactors<T> clip, double momentum, bool nesterov) : IUpdateRule where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T _momentum = T.CreateChecked(momentum);

    public void Update(in Piece piece)
    {
        var weights = (T*)piece.Parameter;
        var gradients = (T*)piece.Gradient;
        var velocities = (T*)piece.First;
        var step = T.CreateChecked(piece.StepSize);
        var i = 0;
        for (; i <= piece.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var weight = Vector.Load(weights + i);
            var gradient = clip.Apply(Vector.Load(gradients + i), weight);
            if (velocities != null)
            {
                var velocity = Vector.Load(velocities + i) * _momentum + gradient;
                velocity.Store(velocities + i);
                gradient = nesterov ? gradient + velocity * _momentum : velocity;
            }
            (weight - gradient * step).Store(weights + i);
        }
        for (; i < piece.Length; i++)
        {
            var gradient = clip.Apply(gradients[i], weights[i]);
            if (velocities != null)
            {
                velocities[i] = velocities[i] * _momentum + gradient;
                gradient = nesterov ? gradient + velocities[i] * _momentum : velocities[i];
            }
            weights[i] -= gradient * step;
        }
    }
}
