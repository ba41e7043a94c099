namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Accuracy says little where one class is most of the samples.</summary>
internal sealed class ClassImbalance : IChartRule
{
    private const double LargeShare = 0.8;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        if (!chart.Facts.JudgedByAccuracy || chart.Facts.ClassCounts.IsEmpty) return null;
        var (all, largest) = (chart.Facts.ClassCounts.Sum(), chart.Facts.ClassCounts.Max());
        var share = (double)largest / all;
        if (share < LargeShare) return null;
        var rarest = chart.Facts.ClassCounts.Where(count => count > 0).Min();
        return new Finding(
            "class-imbalance", FindingSeverity.Warning,
            Statement.Of($"{100 * share:0.#} % of the samples are of one class, so that always naming it has an accuracy of {share:0.000}; the rarest class has {rarest:N0} of {all:N0} samples."),
            "Judge by AUROC, balanced accuracy or MCC, and weigh or draw the rare class more often.",
            [("majority_share", share), ("rarest", rarest)]);
    }
}
