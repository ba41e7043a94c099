using Assay.Core.Randomness;

namespace Assay.Expression.Simulation.Internals;

/// <summary>A smooth nonlinear function of hidden factors: one bend along one direction, √2·sin(ω·⟨w, z⟩ + φ), whose variance is about 1.</summary>
internal sealed class Curve
{
    private const double Frequency = 1.6;

    private readonly double[] _direction;
    private readonly double _phase;

    public Curve(int factors, RandomStream random)
    {
        _direction = [.. Enumerable.Range(0, factors).Select(_ => random.NextGaussian())];
        var length = Math.Sqrt(_direction.Sum(value => value * value));
        for (var i = 0; i < factors; i++) _direction[i] /= length;
        _phase = 2 * Math.PI * random.NextDouble();
    }

    public double At(ReadOnlySpan<float> factors)
    {
        var along = 0.0;
        for (var i = 0; i < _direction.Length; i++) along += _direction[i] * factors[i];
        return Math.Sqrt(2) * Math.Sin(Frequency * along + _phase);
    }
}
