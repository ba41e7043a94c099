namespace Assay.Core.Metrics;

/// <summary>
/// A running average that forgets: after one half-life of updates the old values weigh half. Unbiased from the first value on
/// (the weight that is missing at the start is divided out, as in Kingma and Ba 2015, section 3).
/// </summary>
public sealed class ExponentialAverage
{
    private readonly double _decay;
    private double _sum;
    private double _weight;

    /// <summary>An average with no values yet.</summary>
    /// <param name="halfLife">Number of updates after which a value weighs half.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="halfLife"/> is not positive and finite.</exception>
    public ExponentialAverage(double halfLife)
    {
        if (!(halfLife > 0) || !double.IsFinite(halfLife)) throw new ArgumentOutOfRangeException(nameof(halfLife), halfLife, "A half-life is positive.");
        _decay = Math.Pow(0.5, 1 / halfLife);
    }

    /// <summary>The average; not a number before the first value.</summary>
    public double Value => _weight > 0 ? _sum / _weight : double.NaN;

    /// <summary>Takes in one value.</summary>
    public void Add(double value)
    {
        _sum = _decay * _sum + (1 - _decay) * value;
        _weight = _decay * _weight + (1 - _decay);
    }
}
