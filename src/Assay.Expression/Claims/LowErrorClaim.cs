using Assay.Core.Claims;
using Assay.Expression.Claims.Internals;
using Assay.Expression.Evaluation;
using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Labels;
using Assay.Expression.Preparation;

namespace Assay.Expression.Claims;

/// <summary>Whether a small error means that an autoencoder works.</summary>
internal static class LowErrorClaim
{
    private const double Limit = 0.1;
    private const double Unit = 0.2; // the cohort in units five times as large

    public static Claim Claim { get; } = new(
        "low-error", ExpressionClaims.System, "A mean squared error below 0.1 on test samples means that the autoencoder works.", ExpressionClaims.Page, Compute);

    private static ClaimResult Compute(ClaimSettings settings, IProgress<Core.Progress.ProgressReport>? progress, CancellationToken cancellation)
    {
        var (mean, ours, components, autoencoder, twoComponents) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        foreach (var seed in ClaimCohort.Seeds(settings))
        {
            var cohort = ClaimCohort.Simulate(seed, curved: false, cancellation);
            var other = cohort.WithValues(Array.ConvertAll(cohort.Values, value => (float)(Unit * value)));
            using var fit = ClaimCohort.Fit(other, ClaimCohort.Network, GeneScaling.Centre, seed, cancellation);
            mean.Add(fit.MeanPredictorMse);
            ours.Add(fit.TestMse);
            components.Add(fit.ComponentsMse);
            if (fit.Auroc is { } area) autoencoder.Add(area.Estimate);
            var evaluation = ExpressionEvaluation.Run(
                cohort, LabelReader.Find(cohort)!, [new PrincipalComponentsRoute(2)], new EvaluationOptions { Repeats = 1, Permutations = 0, Bootstraps = 200, Preparation = new PreparationOptions { Logarithm = LogRule.None } }, seed, cancellation: cancellation);
            twoComponents.Add(evaluation.Best.Auroc.Estimate);
        }
        var misleads = mean.Average() < Limit;
        return new ClaimResult(
            misleads ? ClaimVerdict.False : ClaimVerdict.HoldsOnlyIf,
            $"The error depends on the unit: of the same cohort with its values times {Unit.ToString(System.Globalization.CultureInfo.InvariantCulture)}, predicting each gene's mean has {(misleads ? "an error below 0.1 too, and knows nothing of any sample" : "a larger error than 0.1")}. What counts is the error against the mean's and against as many principal components, on the same samples; and how well classes are told is another question, with another figure (AUROC, with an interval). Accuracy is not defined for a reconstruction.",
            [
                ClaimCohort.Evidence("test error of predicting the mean", mean),
                ClaimCohort.Evidence("test error of 20 principal components", components),
                ClaimCohort.Evidence("test error of the autoencoder", ours),
                ClaimCohort.Evidence("AUROC of its codes", autoencoder),
                ClaimCohort.Evidence("AUROC of two principal components", twoComponents),
            ]);
    }
}
