using System.Globalization;
using Assay.Core.Claims;
using Assay.Expression.Autoencoders;
using Assay.Expression.Claims.Internals;
using Assay.Expression.Preparation;

namespace Assay.Expression.Claims;

/// <summary>What makes codes move less: a penalty on their derivative, or on the weights.</summary>
internal static class JumpyCodesClaim
{
    public static Claim Claim { get; } = new(
        "jumpy-codes", ExpressionClaims.System, "If small changes of the input move many latent units, add an L2 penalty.", ExpressionClaims.Page, Compute);

    private static ClaimResult Compute(ClaimSettings settings, IProgress<Core.Progress.ProgressReport>? progress, CancellationToken cancellation)
    {
        // Without early stopping, so that all are trained alike.
        var network = ClaimCohort.Network with { ValidationShare = 0, WeightDecay = 0 };
        var dead = AutoencoderOptions.AsDescribed with { Hidden = network.Hidden, Epochs = 20 };
        (string Name, AutoencoderOptions Network, GeneScaling Scaling)[] changes =
        [
            ("no penalty", network, GeneScaling.ZScore),
            ("weight decay 1", network with { WeightDecay = 1 }, GeneScaling.ZScore),
            ("weight decay 10", network with { WeightDecay = 10 }, GeneScaling.ZScore),
            ("contractive 0.01", network with { Contractive = 0.01 }, GeneScaling.ZScore),
            ("contractive 0.1", network with { Contractive = 0.1 }, GeneScaling.ZScore),
            ("contractive 1", network with { Contractive = 1 }, GeneScaling.ZScore),
            ("collapsed (sigmoids, raw values), no penalty", dead, GeneScaling.None),
        ];
        var (sensitivity, error) = (changes.Select(_ => new List<double>()).ToArray(), changes.Select(_ => new List<double>()).ToArray());
        foreach (var seed in ClaimCohort.Seeds(settings))
        {
            var cohort = ClaimCohort.Simulate(seed, curved: false, cancellation);
            for (var i = 0; i < changes.Length; i++)
            {
                using var fit = ClaimCohort.Fit(cohort, changes[i].Network, changes[i].Scaling, seed, cancellation);
                sensitivity[i].Add(fit.Sensitivity);
                error[i].Add(fit.TestMse / fit.MeanPredictorMse);
            }
        }
        var evidence = changes.SelectMany((change, i) => new[] { ClaimCohort.Evidence($"‖∂h/∂x‖², {change.Name}", sensitivity[i]), ClaimCohort.Evidence($"test error, {change.Name}", error[i], "of the mean predictor's") }).ToArray();
        var free = sensitivity[0].Average();
        var (decay, contractive, collapsed) = (sensitivity[2].Average() / free, sensitivity[4].Average() / free, sensitivity[6].Average() / free);
        return new ClaimResult(
            contractive < decay ? ClaimVerdict.HoldsOnlyIf : ClaimVerdict.Holds,
            string.Create(CultureInfo.InvariantCulture, $"Only if the penalty is on the codes' derivative, λ·‖∂h/∂x‖² (contractive), not on the weights: here 0.1 of it leaves {100 * contractive:0.##} % of the sensitivity, a weight decay of 10 leaves {100 * decay:0.##} %. On its own it proves nothing: it can be paid by smaller codes and a larger decoder, and a collapsed network has {100 * collapsed:0.######} % without any penalty, so look at the test error beside it."),
            evidence);
    }
}
