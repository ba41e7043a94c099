using Assay.Core.Claims;
using Assay.Core.Randomness;
using Assay.Expression.Autoencoders;
using Assay.Expression.Fitting;
using Assay.Expression.Labels;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Expression.Simulation;

namespace Assay.Expression.Claims.Internals;

/// <summary>Cohorts and fits that the claims are computed on: simulated, since their truth is known.</summary>
internal static class ClaimCohort
{
    private static readonly SimulationOptions Usual = new() { Samples = 300, Genes = 600, Batches = 1, Programs = 10, Effect = 0.8, Noise = 0.1, Depth = 20 };

    /// <summary>Widths of all networks here.</summary>
    public static AutoencoderOptions Network { get; } = new() { Hidden = [200, 100, 64], Epochs = 40, Patience = 15 };

    /// <summary>As many cohorts as the settings ask for: one, or three.</summary>
    public static IEnumerable<ulong> Seeds(ClaimSettings settings) => Enumerable.Range(0, settings.Quick ? 1 : 3).Select(i => settings.Seed + (ulong)i);

    /// <summary>A cohort whose programs are independent, or lie on a curved manifold of four dimensions.</summary>
    public static ExpressionMatrix Simulate(ulong seed, bool curved, CancellationToken cancellation) =>
        ExpressionSimulator.Simulate(curved ? Usual with { Samples = 500, HiddenFactors = 4, Programs = 60, Effect = 1, Depth = 100 } : Usual, seed, cancellation: cancellation).Matrix;

    /// <summary>Fits and tests.</summary>
    public static FitResult Fit(ExpressionMatrix cohort, AutoencoderOptions network, GeneScaling scaling, ulong seed, CancellationToken cancellation) =>
        CohortFit.Run(cohort, LabelReader.Find(cohort), new FitOptions { Autoencoder = network, Preparation = new PreparationOptions { Logarithm = LogRule.None, Scaling = scaling } }, seed, cancellation: cancellation);

    /// <summary>The same values, those of each gene dealt to other samples: what genes have in common is gone.</summary>
    public static ExpressionMatrix Shuffled(ExpressionMatrix cohort, ulong seed)
    {
        var values = cohort.Values.ToArray();
        var column = new float[cohort.Samples];
        var random = new RandomStream(seed);
        for (var gene = 0; gene < cohort.Genes; gene++)
        {
            cohort.CopyGene(gene, column);
            random.Shuffle(column.AsSpan());
            for (var sample = 0; sample < column.Length; sample++) values[sample * cohort.Genes + gene] = column[sample];
        }
        return cohort.WithValues(values);
    }

    /// <summary>The mean of several measurements as evidence, with their range.</summary>
    public static ClaimEvidence Evidence(string quantity, IReadOnlyCollection<double> values, string unit = "") =>
        new(quantity, values.Average(), unit, values.Count > 1 ? (values.Min(), values.Max()) : null);
}
