using System.Globalization;

namespace Assay.Bench.Measuring;

/// <summary>Repeated measurements of one quantity: reported as the median with the range.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public IReadOnlyList<double> Values => _values;

    public double Minimum => _values.Min();

    public double Maximum => _values.Max();

    public double Median
    {
        get
        {
            var sorted = _values.Order().ToArray();
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    public void Add(double value) => _values.Add(value);

    /// <summary>Round by round, this over the other: what alternating is for.</summary>
    public Series Over(Series other)
    {
        var ratios = new Series();
        foreach (var (mine, theirs) in _values.Zip(other._values)) ratios.Add(mine / theirs);
        return ratios;
    }

    /// <summary>"6,013 (5,950 to 6,101)", scaled; a single value without a range.</summary>
    public string Text(double scale = 1, string format = "N0")
    {
        if (_values.Count == 0) return "–";
        var median = (Median * scale).ToString(format, CultureInfo.InvariantCulture);
        if (_values.Count == 1) return median;
        var low = (Minimum * scale).ToString(format, CultureInfo.InvariantCulture);
        var high = (Maximum * scale).ToString(format, CultureInfo.InvariantCulture);
        return $"{median} ({low} to {high})";
    }
}
