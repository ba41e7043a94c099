using Assay.Core.Claims;
using Assay.Expression.Claims.Internals;
using Assay.Expression.Evaluation;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Labels;
using Assay.Expression.Preparation;

namespace Assay.Expression.Claims;

/// <summary>Whether 20 units are enough because the data are compressible, and what that does and does not say.</summary>
internal static class CompressibleClaim
{
    public static Claim Claim { get; } = new(
        "compressible", ExpressionClaims.System, "Twenty units are enough because the data are compressible.", ExpressionClaims.Page, Compute);

    private static ClaimResult Compute(ClaimSettings settings, IProgress<Core.Progress.ProgressReport>? progress, CancellationToken cancellation)
    {
        (string Name, bool Curved, bool Shuffled, GeneScaling Scaling)[] cohorts =
        [
            ("independent programs", false, false, GeneScaling.ZScore),
            ("each gene shuffled by itself", false, true, GeneScaling.ZScore),
            ("a curved manifold", true, false, GeneScaling.Centre),
        ];
        var (components, autoencoder) = (cohorts.Select(_ => new List<double>()).ToArray(), cohorts.Select(_ => new List<double>()).ToArray());
        var areas = new Dictionary<int, List<double>> { [2] = [], [20] = [] };
        foreach (var seed in ClaimCohort.Seeds(settings))
        {
            for (var i = 0; i < cohorts.Length; i++)
            {
                var cohort = ClaimCohort.Simulate(seed, cohorts[i].Curved, cancellation);
                if (cohorts[i].Shuffled) cohort = ClaimCohort.Shuffled(cohort, seed);
                using var fit = ClaimCohort.Fit(cohort, ClaimCohort.Network, cohorts[i].Scaling, seed, cancellation);
                components[i].Add(fit.ComponentsMse / fit.MeanPredictorMse);
                autoencoder[i].Add(fit.TestMse / fit.MeanPredictorMse);
                if (i > 0) continue;
                foreach (var (count, values) in areas)
                {
                    values.Add(ExpressionEvaluation.Run(
                        cohort, LabelReader.Find(cohort)!, [new PrincipalComponentsRoute(count)],
                        new EvaluationOptions { Repeats = 1, Permutations = 0, Bootstraps = 200, Preparation = new PreparationOptions { Logarithm = LogRule.None } }, seed, cancellation: cancellation).Best.Auroc.Estimate);
                }
            }
        }
        var compressible = components[0].Average() < 0.7;
        var controlFails = components[1].Average() > 0.9;
        var curvedGain = 1 - autoencoder[2].Average() / components[2].Average();
        var linearGain = 1 - autoencoder[0].Average() / components[0].Average();
        var shown = compressible && controlFails;
        return new ClaimResult(
            shown ? ClaimVerdict.HoldsOnlyIf : ClaimVerdict.False,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(shown ? "Only if it is shown on samples that were not trained on" : "Not shown on samples that were not trained on")}: 20 dimensions leave {100 * components[0].Average():0} % of the mean's error where genes share programs and {100 * components[1].Average():0} % where each gene was shuffled by itself. A nonlinear code is worth it only where it beats as many components: by {100 * curvedGain:0.#} % on the curved manifold, by {100 * linearGain:0.#} % on independent programs. And compressible is not discriminative: see the two AUROCs."),
            [
                .. cohorts.SelectMany((cohort, i) => new[] { ClaimCohort.Evidence($"test error of 20 components, {cohort.Name}", components[i], "of the mean predictor's"), ClaimCohort.Evidence($"test error of a code of 20, {cohort.Name}", autoencoder[i], "of the mean predictor's") }),
                ClaimCohort.Evidence("AUROC of 2 components, independent programs", areas[2]),
                ClaimCohort.Evidence("AUROC of 20 components, independent programs", areas[20]),
            ]);
    }
}
