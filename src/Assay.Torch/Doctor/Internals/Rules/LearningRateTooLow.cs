namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Steps so short that an epoch of them leads nowhere.</summary>
internal sealed class LearningRateTooLow : IChartRule
{
    private const double ShortTravel = 0.02;   // of the weights' length in an epoch, where the loss stands still
    private const double NoTravel = 0.002;     // where the loss only seems to fall
    private const double Fallen = 0.05;
    private const double LittleLearnt = 0.5;
    private const int LeastSteps = 30;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        var steepest = chart.RangeTest?.Steepest;
        var tested = steepest > 300 * chart.RangeTest?.Used;
        if (chart.Epochs < 1 && !tested) return null;
        // Near the minimum short steps are right, and a handful of steps shows nothing.
        if (!tested && (chart.RecentLoss < LittleLearnt * (chart.Facts.ConstantLoss ?? chart.FirstLoss) || chart.Steps < LeastSteps)) return null;
        // Where gradients do not come through, short steps are the consequence.
        if (found.Any(finding => finding.Name is "dead-units" or "saturated-units" or "collapse" or "vanishing-gradients")) return null;
        var travel = chart.UpdateRatio * Math.Max(LeastSteps, Math.Min(chart.Steps, chart.Facts.StepsPerEpoch));
        if (!tested && !(travel < NoTravel) && (!(travel < ShortTravel) || chart.Fallen > Fallen)) return null;
        return new Finding(
            "learning-rate-too-low", FindingSeverity.Warning,
            Statement.Of($"A step changes the weights by {chart.UpdateRatio:G2} of their length, an epoch by at most {100 * travel:0.###} %; the loss went from {chart.FirstLoss:G4} to {chart.RecentLoss:G4}."),
            steepest is { } rate ? Statement.Of($"Raise the learning rate: the loss fell fastest at {rate:G2}.") : "Raise the learning rate by ten until the loss falls within an epoch.",
            [("update_ratio", chart.UpdateRatio), ("epoch_travel", travel), ("loss_fallen", chart.Fallen)]);
    }
}
