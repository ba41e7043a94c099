namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>A layer that gives the same for every sample: what comes after it is a constant predictor.</summary>
internal sealed class Collapse : IChartRule
{
    private const double SmallVariation = 0.02;
    private const double NoBetter = 0.9;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        // Little variation alone is no harm: a layer may have a large mean and still learn.
        if (chart.Last is not { } reading || !(chart.RecentLoss > NoBetter * (chart.Facts.ConstantLoss ?? chart.FirstLoss))) return null;
        if (found.Any(finding => finding.Name is "dead-units" or "saturated-units" or "learning-rate-too-high")) return null;
        var same = reading.Layers.FirstOrDefault(layer => layer is { IsOutput: false, Samples: >= 8 } && layer.Variation < SmallVariation);
        if (same is null) return null;
        return new Finding(
            "collapse", FindingSeverity.Fault,
            Statement.Of($"What layer '{same.Name}' gives depends on the sample by {100 * same.Variation:G2} % only (standard deviation over samples by size): from there on the network is a constant, and its loss, {chart.RecentLoss:G4}, is that of one ({chart.Facts.ConstantLoss ?? chart.FirstLoss:G4})."),
            "Let the signal through: leaky, SELU or tanh units instead of sigmoids, weights of variance 1/inputs (2/inputs for rectified units), normalised layers, or fewer layers.",
            [("variation", same.Variation), ("loss", chart.RecentLoss), ("constant_loss", chart.Facts.ConstantLoss ?? chart.FirstLoss)]);
    }
}
