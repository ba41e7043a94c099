using Assay.Core.Metrics.Internals;

namespace Assay.Core.Metrics;

/// <summary>
/// Quantiles of numbers seen one at a time in bounded memory: a merging t-digest (Dunning and Ertl 2019, scale function k₁).
/// Exact up to δ/2 numbers and always at both ends; elsewhere the rank is off by a share of at most about 2π√(q(1 − q))/δ,
/// so tails are sharper than the middle. The same numbers in the same order give the same result.
/// </summary>
public sealed class StreamingQuantiles
{
    private readonly double _compression;
    private readonly double[] _buffer;
    private int _buffered;
    private Centroid[] _centroids = [];
    private long _count;
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;

    /// <summary>A digest of nothing yet.</summary>
    /// <param name="compression">δ: about how many centroids are kept; more is sharper. 200 keeps about 3 kB.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 20.</exception>
    public StreamingQuantiles(double compression = 200)
    {
        if (!(compression >= 20) || compression > 100_000) throw new ArgumentOutOfRangeException(nameof(compression), compression, "The compression is between 20 and 100,000.");
        _compression = compression;
        _buffer = new double[(int)(5 * compression)];
    }

    /// <summary>Numbers seen.</summary>
    public long Count => _count + _buffered;

    /// <summary>Takes in one number.</summary>
    /// <exception cref="ArgumentException">It is not finite: there would be no order.</exception>
    public void Add(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentException($"{value} has no place in an order.", nameof(value));
        _minimum = Math.Min(_minimum, value);
        _maximum = Math.Max(_maximum, value);
        _buffer[_buffered++] = value;
        if (_buffered == _buffer.Length) Compress();
    }

    /// <summary>Takes in all that another has seen.</summary>
    public void Merge(StreamingQuantiles other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Count == 0) return;
        other.Compress();
        Compress();
        Absorb([.. _centroids, .. other._centroids], _count + other._count);
        _minimum = Math.Min(_minimum, other._minimum);
        _maximum = Math.Max(_maximum, other._maximum);
    }

    /// <summary>The value below which a share <paramref name="quantile"/> of the numbers lies: 0 the least, 0.5 the median, 1 the greatest. Not a number before the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public double Value(double quantile)
    {
        if (!(quantile is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is between 0 and 1.");
        if (Count == 0) return double.NaN;
        Compress();
        // A centroid stands at the middle of its numbers; between two of them, and out to the extremes, the order is taken as linear.
        var target = quantile * (_count - 1);
        var (place, value) = (0.0, _minimum);
        var before = 0.0;
        foreach (var centroid in _centroids)
        {
            var middle = before + (centroid.Weight - 1) / 2.0;
            if (target <= middle) return Between(place, value, middle, centroid.Mean, target);
            (place, value) = (middle, centroid.Mean);
            before += centroid.Weight;
        }
        return Between(place, value, _count - 1, _maximum, target);
    }

    private static double Between(double place, double value, double nextPlace, double next, double target) =>
        nextPlace <= place ? next : value + (next - value) * ((target - place) / (nextPlace - place));

    private void Compress()
    {
        if (_buffered == 0) return;
        var all = new Centroid[_centroids.Length + _buffered];
        _centroids.CopyTo(all, 0);
        for (var i = 0; i < _buffered; i++) all[_centroids.Length + i] = new Centroid(_buffer[i], 1);
        var count = _count + _buffered;
        _buffered = 0;
        Absorb(all, count);
    }

    // Neighbours are joined as long as the joint one spans at most one unit of k(q) = δ/2π · asin(2q − 1).
    // The least and the greatest stay alone, so that both ends are exact also after merging.
    private void Absorb(Centroid[] all, long count)
    {
        Array.Sort(all, static (a, b) => a.Mean.CompareTo(b.Mean));
        var kept = 0;
        long before = 0;
        var limit = Limit(0, count);
        for (var i = 1; i < all.Length; i++)
        {
            var joint = all[kept].Weight + all[i].Weight;
            if (kept > 0 && i < all.Length - 1 && before + joint <= limit)
            {
                all[kept] = new Centroid(all[kept].Mean + (all[i].Mean - all[kept].Mean) * all[i].Weight / joint, joint);
                continue;
            }
            before += all[kept].Weight;
            limit = Limit(before, count);
            all[++kept] = all[i];
        }
        _centroids = all[..(kept + 1)];
        _count = count;
    }

    private double Limit(long before, long count)
    {
        var scale = _compression / (2 * Math.PI);
        var angle = Math.Asin(2.0 * before / count - 1) + 1 / scale;
        return angle >= Math.PI / 2 ? count : count * (Math.Sin(angle) + 1) / 2;
    }
}
