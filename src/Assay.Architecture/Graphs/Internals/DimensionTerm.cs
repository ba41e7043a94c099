namespace Assay.Architecture.Graphs.Internals;

/// <summary>A coefficient times a product of factors, which are sorted by their texts; a power is a factor that repeats.</summary>
internal sealed class DimensionTerm(long coefficient, DimensionFactor[] factors)
{
    private string? _key;

    public long Coefficient { get; } = coefficient;

    public DimensionFactor[] Factors { get; } = factors;

    /// <summary>The product without its coefficient, for example <c>H*W</c>.</summary>
    public string Key => _key ??= Factors.Length == 1 ? Factors[0].Text : string.Join('*', Factors.Select(factor => factor.Text));

    public DimensionTerm Times(DimensionTerm other)
    {
        if (Factors.Length + other.Factors.Length > Dimension.TermLimit) throw DimensionError.TooLong();
        DimensionFactor[] product = [.. Factors, .. other.Factors];
        Array.Sort(product, (a, b) => string.CompareOrdinal(a.Text, b.Text));
        return new(Dimension.Checked64(Coefficient * (Int128)other.Coefficient), product);
    }
}
