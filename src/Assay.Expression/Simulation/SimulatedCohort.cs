using Assay.Expression.Matrices;

namespace Assay.Expression.Simulation;

/// <summary>A simulated cohort and the truth behind it.</summary>
public sealed record SimulatedCohort
{
    /// <summary>Measured values, log2(1 + count), 0 to 15; annotations 'class' (Tumour, Normal) and 'batch'.</summary>
    public required ExpressionMatrix Matrix { get; init; }

    /// <summary>Activity of each program in each sample, [samples, programs].</summary>
    public required float[] Activities { get; init; }

    /// <summary>Effect of each program on each gene in log2 units, [programs, genes]; most are 0.</summary>
    public required float[] Effects { get; init; }

    /// <summary>The hidden factors, [samples, factors]; empty where activities are independent.</summary>
    public required float[] Factors { get; init; }

    /// <summary>Programs whose activity the disease shifts, a place each.</summary>
    public required IReadOnlyList<int> DiseasePrograms { get; init; }

    /// <summary>What was there before counting, in log2(1 + abundance), [samples, genes]: no reconstruction can be closer to new data than this.</summary>
    public required float[] Noiseless { get; init; }
}
