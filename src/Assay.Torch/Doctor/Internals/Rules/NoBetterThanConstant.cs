namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>After two epochs or more the loss is that of an answer that does not look at the input.</summary>
internal sealed class NoBetterThanConstant : IChartRule
{
    private const double NoBetter = 0.98;
    private const double Progress = 0.02;
    private const double LeastEpochs = 2; // a sound network of sigmoids may need the first one to begin

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (chart.Facts.ConstantLoss is not { } constant || chart.Epochs < LeastEpochs || !(chart.RecentLoss > NoBetter * constant)) return null;
        // What was found before explains it; a loss that still falls needs only time.
        if (found.Any(finding => finding.Severity == FindingSeverity.Fault || finding.Name is "unscaled-inputs" or "learning-rate-too-low") || chart.FallenLately > Progress) return null;
        return new Finding(
            "no-better-than-constant", FindingSeverity.Fault,
            Statement.Of($"After {chart.Epochs:0.#} epochs the loss is {chart.RecentLoss:G4}; the best answer that is the same for every sample has {constant:G4}, and in the last epoch it fell by {100 * chart.FallenLately:G2} % only."),
            "Check that inputs and targets belong together (fit ten samples first: their loss must go to zero), then learning rate and units.",
            [("loss", chart.RecentLoss), ("constant_loss", constant), ("fallen", chart.FallenLately)]);
    }
}
