namespace Assay.Expression.Evaluation;

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Estimate, double Low, double High)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Estimate:0.000} [{Low:0.000}, {High:0.000}]");
}
