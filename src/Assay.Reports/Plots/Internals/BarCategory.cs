namespace Assay.Reports.Plots.Internals;

/// <summary>One category of a bar plot: a value for each series, and the range of a single one where it was measured several times.</summary>
internal sealed record BarCategory(string Name, double[] Values, (double Low, double High)? Range)
{
    /// <summary>Everything that must fit on the axis.</summary>
    internal IEnumerable<double> Ends() => Range is var (low, high) ? [.. Values, low, high] : Values;
}
