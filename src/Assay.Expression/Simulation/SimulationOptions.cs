using Assay.Core.Errors;

namespace Assay.Expression.Simulation;

/// <summary>What cohort <see cref="ExpressionSimulator"/> makes.</summary>
public sealed record SimulationOptions
{
    /// <summary>Number of samples.</summary>
    public int Samples { get; init; } = 1000;

    /// <summary>Number of genes.</summary>
    public int Genes { get; init; } = 20_000;

    /// <summary>Number of co-expression programs that genes follow.</summary>
    public int Programs { get; init; } = 10;

    /// <summary>Share of the samples that are tumours.</summary>
    public double TumourFraction { get; init; } = 0.5;

    /// <summary>How far tumours are shifted in the programs that the disease drives (a fifth of them), in standard deviations of a program's activity.</summary>
    public double TumourShift { get; init; } = 1.0;

    /// <summary>Number of batches, dealt to the samples by chance; 1 for none.</summary>
    public int Batches { get; init; } = 2;

    /// <summary>Standard deviation of a batch's shift of each gene, in log2 units.</summary>
    public double BatchShift { get; init; } = 0.15;

    /// <summary>
    /// 0: program activities are independent, so that the noiseless data fill a linear space of <see cref="Programs"/> dimensions. Otherwise activities are
    /// smooth nonlinear functions of so many hidden factors, and the data lie near a curved manifold of that dimension.
    /// </summary>
    public int HiddenFactors { get; init; }

    /// <summary>Standard deviation of a program's effect on a gene, in log2 units.</summary>
    public double Effect { get; init; } = 0.6;

    /// <summary>Biological noise: coefficient of variation of a gene's abundance between alike samples.</summary>
    public double Noise { get; init; } = 0.25;

    /// <summary>Counts for a unit of abundance: the deeper the sequencing, the less counting adds to the noise.</summary>
    public double Depth { get; init; } = 1;

    internal void Validate()
    {
        Check(Samples is >= 2 and <= 1_000_000, $"{Samples} samples", "2 to 1,000,000");
        Check(Genes is >= 1 and <= 500_000, $"{Genes} genes", "1 to 500,000");
        Check((long)Samples * Genes <= Array.MaxLength, $"{Samples} × {Genes} values", $"at most {Array.MaxLength:N0}");
        Check(Programs is >= 1 and <= 10_000, $"{Programs} programs", "1 to 10,000");
        Check(TumourFraction is >= 0 and <= 1, $"a tumour fraction of {TumourFraction}", "0 to 1");
        Check(Batches >= 1 && Batches <= Samples, $"{Batches} batches", "1 to the number of samples");
        Check(HiddenFactors is >= 0 and <= 1000, $"{HiddenFactors} hidden factors", "0 to 1,000");
        Check(Depth is > 0 and <= 1e6, $"a depth of {Depth}", "above 0 and up to 1,000,000");
        Check(double.IsFinite(TumourShift) && BatchShift is >= 0 and < 10 && Effect is >= 0 and < 10 && Noise is >= 0 and < 10, "a shift, effect or noise", "finite, from 0 and below 10");
    }

    private static void Check(bool holds, string what, string range)
    {
        if (!holds) throw new InputException($"A cohort cannot be simulated with {what}; possible are {range}.");
    }
}
