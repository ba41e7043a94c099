namespace Assay.Core.Metrics;

/// <summary>
/// Count, mean, variance and range of numbers seen one at a time, without keeping them (Welford 1962). Two can be merged
/// (Chan, Golub and LeVeque 1979), so that each thread may keep its own.
/// </summary>
public sealed class StreamingMoments
{
    private double _squares; // Σ (x − mean)²

    /// <summary>Numbers seen.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; not a number before the first.</summary>
    public double Mean { get; private set; } = double.NaN;

    /// <summary>The least; not a number before the first.</summary>
    public double Minimum { get; private set; } = double.NaN;

    /// <summary>The greatest; not a number before the first.</summary>
    public double Maximum { get; private set; } = double.NaN;

    /// <summary>Variance of the numbers as a sample, Σ(x − mean)² / (n − 1); not a number below two.</summary>
    public double Variance => Count < 2 ? double.NaN : _squares / (Count - 1);

    /// <summary>Square root of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Takes in one number. One that is not finite makes the moments so too.</summary>
    public void Add(double value)
    {
        if (++Count == 1)
        {
            Mean = Minimum = Maximum = value;
            return;
        }
        var distance = value - Mean;
        Mean += distance / Count;
        _squares += distance * (value - Mean);
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
    }

    /// <summary>Takes in all that another has seen, as if it had been added here.</summary>
    public void Merge(StreamingMoments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return;
        var (squares, mean, count) = (other._squares, other.Mean, other.Count); // read first: other may be this
        if (Count == 0)
        {
            (_squares, Mean, Count, Minimum, Maximum) = (squares, mean, count, other.Minimum, other.Maximum);
            return;
        }
        var total = Count + count;
        var distance = mean - Mean;
        _squares += squares + distance * distance * ((double)Count * count / total);
        Mean += distance * count / total;
        Count = total;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
    }
}
