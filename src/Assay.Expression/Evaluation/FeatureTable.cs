namespace Assay.Expression.Evaluation;

/// <summary>Features of samples, [rows, columns], one sample after the other; to be read only.</summary>
public sealed class FeatureTable
{
    private readonly double[] _values;

    /// <summary>Takes values as they are.</summary>
    /// <param name="values">[rows, columns].</param>
    /// <param name="columns">Number of features, at least 1.</param>
    public FeatureTable(double[] values, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length % columns != 0) throw new ArgumentException($"{values.Length} values are not whole rows of {columns}.", nameof(values));
        (_values, Columns) = (values, columns);
    }

    /// <summary>Number of samples.</summary>
    public int Rows => _values.Length / Columns;

    /// <summary>Number of features.</summary>
    public int Columns { get; }

    /// <summary>The values, [rows, columns].</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Features of one sample, [columns].</summary>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>Takes values of single precision.</summary>
    public static FeatureTable Of(ReadOnlySpan<float> values, int columns)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = values[i];
        return new FeatureTable(wide, columns);
    }

    /// <summary>Some rows, in the order given.</summary>
    public FeatureTable Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = new double[rows.Count * Columns];
        for (var i = 0; i < rows.Count; i++) Row(rows[i]).CopyTo(values.AsSpan(i * Columns));
        return new FeatureTable(values, Columns);
    }

    /// <summary>Mean and standard deviation of each feature, by which <see cref="Standardised"/> scales; a constant feature keeps its size.</summary>
    public (double[] Mean, double[] Deviation) Moments()
    {
        var (mean, deviation) = (new double[Columns], new double[Columns]);
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < Columns; i++) mean[i] += Row(row)[i] / Rows;
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < Columns; i++) deviation[i] += (Row(row)[i] - mean[i]) * (Row(row)[i] - mean[i]) / Rows;
        for (var i = 0; i < Columns; i++) deviation[i] = deviation[i] > 1e-24 ? Math.Sqrt(deviation[i]) : 1;
        return (mean, deviation);
    }

    /// <summary>The features less a mean, over a deviation.</summary>
    public FeatureTable Standardised(double[] mean, double[] deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        var values = new double[_values.Length];
        for (var i = 0; i < values.Length; i++) values[i] = (_values[i] - mean[i % Columns]) / deviation[i % Columns];
        return new FeatureTable(values, Columns);
    }
}
