namespace Assay.Architecture.Rewrites;

/// <summary>One place that was rewritten.</summary>
/// <param name="Name">The operation that was there.</param>
/// <param name="What">What became of it, for a reader: 5x5 64→64 to 3x3 64→64, 3x3 64→64.</param>
/// <param name="Ratio">Multiply-adds after by before, as the formula has them: for sizes that the stride divides.</param>
/// <param name="Formula">The general formula with the numbers put in; empty for grid reductions.</param>
public sealed record Replacement(string Name, string What, double Ratio, string Formula)
{
    /// <summary>Whether the rewrite saves nothing here.</summary>
    public bool Costs => Ratio >= 1;
}
