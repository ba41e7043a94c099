using Assay.Core.Claims;
using Assay.Expression.Autoencoders;
using Assay.Expression.Claims.Internals;
using Assay.Expression.Preparation;

namespace Assay.Expression.Claims;

/// <summary>Why the loss of the textbook's network does not fall: two faults, of which curing one leaves the other.</summary>
internal static class StuckLossClaim
{
    public static Claim Claim { get; } = new(
        "stuck-loss", ExpressionClaims.System, "The loss of the autoencoder does not fall because the model is too small or stuck in a local minimum.", ExpressionClaims.Page, Compute);

    private static ClaimResult Compute(ClaimSettings settings, IProgress<Core.Progress.ProgressReport>? progress, CancellationToken cancellation)
    {
        var described = AutoencoderOptions.AsDescribed with { Hidden = ClaimCohort.Network.Hidden, Epochs = 40 };
        (string Name, AutoencoderOptions Network, GeneScaling Scaling)[] changes =
        [
            ("as described: sigmoids, values of 0 to 15", described, GeneScaling.None),
            ("three times as wide", described with { Hidden = [.. ClaimCohort.Network.Hidden.Select(width => 3 * width)] }, GeneScaling.None),
            ("targets scaled to 0 to 1, nothing else", described, GeneScaling.MinMax),
            ("linear output and centred genes, hidden sigmoids kept", described with { Output = OutputActivation.Linear }, GeneScaling.Centre),
            ("that and leaky units, started at random", described with { Output = OutputActivation.Linear, Activation = HiddenActivation.LeakyRelu }, GeneScaling.Centre),
            ("that, started at the components and stopped early", ClaimCohort.Network, GeneScaling.Centre),
        ];
        var (floors, ratios, constant) = (new List<double>(), changes.Select(_ => new List<double>()).ToArray(), changes.Select(_ => new List<double>()).ToArray());
        foreach (var seed in ClaimCohort.Seeds(settings))
        {
            var cohort = ClaimCohort.Simulate(seed, curved: false, cancellation);
            for (var i = 0; i < changes.Length; i++)
            {
                using var fit = ClaimCohort.Fit(cohort, changes[i].Network, changes[i].Scaling, seed, cancellation);
                ratios[i].Add(fit.TestMse / fit.MeanPredictorMse);
                constant[i].Add(fit.Findings.Where(finding => finding.Name is "collapse" or "constant-codes").Sum(finding => finding.Evidence[0].Value));
                if (fit.Findings.FirstOrDefault(finding => finding.Name == "target-range") is { } range && i == 0) floors.Add(range.Evidence[0].Value / fit.MeanPredictorMse);
            }
        }
        var evidence = new List<ClaimEvidence>();
        if (floors.Count > 0) evidence.Add(ClaimCohort.Evidence("floor under the training error of any network with a sigmoid output", floors, "of the mean predictor's error"));
        for (var i = 0; i < changes.Length; i++)
        {
            evidence.Add(ClaimCohort.Evidence($"test error, {changes[i].Name}", ratios[i], "of the mean predictor's error"));
            evidence.Add(ClaimCohort.Evidence($"constant codes of 20, {changes[i].Name}", constant[i]));
        }
        // Wrong is the claim where width does not help, and range and collapse do: one alone leaves the error at the mean's, both bring it down.
        var widthHelps = ratios[1].Average() < 0.9 * ratios[0].Average();
        var oneLeavesOther = ratios[2].Average() > 0.9 && ratios[3].Average() > 0.9;
        var bothCure = Math.Min(ratios[4].Average(), ratios[5].Average()) < 0.7;
        return new ClaimResult(
            !widthHelps && bothCure ? ClaimVerdict.False : widthHelps ? ClaimVerdict.Holds : ClaimVerdict.HoldsOnlyIf,
            $"{(widthHelps ? "A wider network helped." : "A wider network did not help.")} Values outside 0 to 1 put a floor under a sigmoid output, for any width and any optimiser. {(oneLeavesOther ? "With targets that fit, or a linear output, the error stays at the mean predictor's: hidden sigmoids let too little gradient through." : "Targets that fit alone brought the error below the mean predictor's here.")} {(bothCure ? "Units that let gradients through cure that too." : "Changing the units did not cure it here.")} All with Adam.",
            evidence);
    }
}
