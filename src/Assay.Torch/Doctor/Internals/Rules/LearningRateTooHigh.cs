namespace Assay.Torch.Doctor.Internals.Rules;

/// <summary>Steps so long that the loss rises, or that each one replaces much of the weights.</summary>
internal sealed class LearningRateTooHigh : IChartRule
{
    private const double LargeRatio = 0.3;  // ten times what Adam does at 0.003 with weights of 0.1
    private const double LittleLearnt = 0.5;
    private const double Risen = 2;

    public Finding? Judge(Chart chart, IReadOnlyList<Finding> found)
    {
        // Inputs of a wrong size and gradients that explode make any step too long; they are what to mend.
        if (found.Any(finding => finding.Name is "unscaled-inputs" or "non-finite-inputs" or "exploding-gradients")) return null;
        // Units that were dead or saturated before the first step are not its doing.
        if (chart.BeganStuck) return null;
        var (ratio, first, last) = (chart.LargestUpdateRatio, chart.FirstLoss, chart.LastLoss);
        var worst = chart.Losses.IsEmpty ? last : chart.Losses.Max();
        var tested = chart.RangeTest is { Divergence: { } divergence } test && test.Used >= divergence ? test.Divergence : null;
        // From a start near the minimum any step rises; what counts is that it stays up.
        var rose = worst > Risen * first && last > (chart.Facts.ConstantLoss ?? Math.Max(first, worst / 2));
        // Long first steps of a training that learns all the same are none.
        var replaces = ratio > LargeRatio && chart.RecentLoss > LittleLearnt * (chart.Facts.ConstantLoss ?? first);
        if (!chart.Diverged && !replaces && !rose && tested is null) return null;
        var what =
            chart.Diverged ? Statement.Of($"The loss, {first:G4} at first, left the range of numbers by step {chart.Steps}")
            : replaces ? Statement.Of($"A step changes the weights by {100 * ratio:0.#} % of their length, where about 0.1 % is usual and 30 % too much")
            : rose ? Statement.Of($"The loss rose from {first:G4} to {worst:G4}, and stands at {last:G4}")
            : Statement.Of($"The loss rises for good from a learning rate of {tested:G2}, and {chart.RangeTest!.Used:G2} is used");
        var better = chart.RangeTest?.Steepest is { } steepest ? Statement.Of($"Lower the learning rate; the loss fell fastest at {steepest:G2}") : "Lower the learning rate by ten, or clip the gradients' norm and warm up";
        return new Finding("learning-rate-too-high", FindingSeverity.Fault, what + ".", better + ".", [("update_ratio", ratio), ("first_loss", first), ("last_loss", last)]);
    }
}
